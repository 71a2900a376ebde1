import { AsyncLocalStorage } from 'node:async_hooks';
import type { Trouble } from './trouble.ts';

const here = new AsyncLocalStorage<Process>();

/** Whose code is running. */
export const current = (): Process | undefined => here.getStore();

/** A process of Latchkey. It can be frozen at any answer of AWS's, as a Lambda is, and thawed; or never again. */
export class Process {
  readonly name: string;
  /** How far its wall clock is off, in ms. */
  readonly skewMs: number;
  /** Whether something went wrong with our own table or queue: then it may say that something is wrong with us. */
  hadTroubleOfOurs = false;
  #calls = 0;
  /** Calls that are on their way. */
  readonly #onTheirWay: string[] = [];
  #hasAnswered = false;
  /** What it did, or still did, once its handler had answered: in Lambda that goes on in the next invocation, or never. */
  readonly outlived: string[] = [];
  readonly #troubles: Trouble[] = [];
  #alive = true;
  readonly #waiting: (() => void)[] = [];
  /** Resolves when it is frozen for the first time. */
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

  /** Answers of AWS's come to a frozen process when it is thawed. */
  async awake(): Promise<void> {
    if (!this.#alive) await new Promise<void>((resolve) => void this.#waiting.push(resolve));
  }

  /** A call leaves. @returns to be called when it is over */
  sets(operation: string): () => void {
    if (this.#hasAnswered) this.outlived.push(`${operation} was sent after the answer`);
    this.#onTheirWay.push(operation);
    return () => void this.#onTheirWay.splice(this.#onTheirWay.indexOf(operation), 1);
  }

  /** Its handler has answered. */
  answers(): void {
    this.#hasAnswered = true;
    this.outlived.push(...this.#onTheirWay.map((operation) => `${operation} was on its way at the answer`));
  }

  /** One more thing that is to go wrong. */
  meets(trouble: Trouble): void {
    this.#troubles.push(trouble);
  }

  /** What is to go wrong with this call: each trouble injections once, at the first call that it fits. */
  troubleWith(operation: string): Trouble | undefined {
    this.#calls += 1;
    const found = this.#troubles.findIndex(({ at }) =>
      typeof at === 'number' ? this.#calls === at : new RegExp(`^${at}$`).test(operation),
    );
    return found === -1 ? undefined : this.#troubles.splice(found, 1)[0];
  }
}
