import { AsyncLocalStorage } from 'node:async_hooks';
import type { Trouble } from './trouble.ts';

const here = new AsyncLocalStorage<Process>();

/** Returns the process whose code is running. */
export const current = (): Process | undefined => here.getStore();

/** A process of Latchkey. It can be frozen at any answer from AWS, as Lambda does, and thawed later or never. */
export class Process {
  readonly name: string;
  /** How far its wall clock is off, in ms. */
  readonly skewMs: number;
  /** Whether a call to the state table or a queue went wrong: only then may the process answer with internal-error. */
  hadVendorTrouble = false;
  /** What went wrong with its calls, such as `iam:CreateUser throttled`. */
  readonly hadTroubles: string[] = [];
  #calls = 0;
  /** The operations of all calls so far. */
  readonly #sent: string[] = [];
  /** The calls in progress. */
  readonly #inProgress: string[] = [];
  #hasAnswered = false;
  /**
   * Calls that were sent, or still in progress, after the handler had answered. In Lambda such a call continues in the
   * next invocation or never.
   */
  readonly callsAfterAnswer: string[] = [];
  readonly #troubles: Trouble[] = [];
  #alive = true;
  readonly #waiting: (() => void)[] = [];
  /** Resolves when the process is frozen for the first time. */
  readonly frozen: Promise<void>;
  readonly #onFrozen: () => void;

  constructor(name: string, trouble?: Trouble, skewMs = 0) {
    this.name = name;
    this.skewMs = skewMs;
    if (trouble !== undefined) this.#troubles.push(trouble);
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.frozen = promise;
    this.#onFrozen = () => resolve(undefined);
  }

  run<T>(work: () => T): T {
    return here.run(this, work);
  }

  isAlive(): boolean {
    return this.#alive;
  }

  freeze(): void {
    this.#alive = false;
    this.#onFrozen();
  }

  thaw(): void {
    this.#alive = true;
    for (const goOn of this.#waiting.splice(0)) goOn();
  }

  /** Resolves when the process is not frozen: it gets answers from AWS only then. */
  async awake(): Promise<void> {
    if (!this.#alive) await new Promise<void>((resolve) => void this.#waiting.push(resolve));
  }

  /** Notes that a call was sent. @returns a function to call when it has ended */
  startCall(operation: string): () => void {
    if (this.#hasAnswered) this.callsAfterAnswer.push(`${operation} was sent after the answer`);
    this.#inProgress.push(operation);
    return () => void this.#inProgress.splice(this.#inProgress.indexOf(operation), 1);
  }

  /** Notes that the handler has answered. */
  markAnswered(): void {
    this.#hasAnswered = true;
    this.callsAfterAnswer.push(...this.#inProgress.map((operation) => `${operation} was in progress at the answer`));
  }

  /** Adds something that goes wrong later. */
  addTrouble(trouble: Trouble): void {
    this.#troubles.push(trouble);
  }

  /** Returns and removes the first trouble that matches this call. */
  troubleWith(operation: string): Trouble | undefined {
    this.#calls += 1;
    const sameBefore = this.#sent.filter((each) => each === operation).length;
    this.#sent.push(operation);
    const found = this.#troubles.findIndex(({ at, after = 0 }) =>
      typeof at === 'number' ? this.#calls === at : new RegExp(`^${at}$`).test(operation) && sameBefore >= after,
    );
    const [trouble] = found === -1 ? [] : this.#troubles.splice(found, 1);
    if (trouble !== undefined) this.hadTroubles.push(`${operation} ${trouble.kind}`);
    return trouble;
  }
}
