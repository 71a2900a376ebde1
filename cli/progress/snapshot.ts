/** One step of an onboarding, or one resource that is removed. */
export interface Item {
  readonly name: string;
  readonly state: 'pending' | 'running' | 'done' | 'failed';
  /** How long it took, or has taken, if that is known. */
  readonly time: string | undefined;
}

/** What is known about the work at one moment. */
export interface Snapshot {
  readonly items: readonly Item[];
  /** What the work waits for, since when and until when. */
  readonly waiting: string | undefined;
}

/** Shows on stderr how the work proceeds, so that stdout has only the result. */
export interface Progress {
  /** Shows the steps as they are now. */
  show(snapshot: Snapshot): void;
  /** Writes a text that stays, above the steps that change. */
  say(text: string): void;
  /** Leaves the steps as they are. What is written from now on is below them. */
  end(): void;
}
