import type { Answer } from './testStack.ts';
import { recover } from './recover.ts';
import type { Fixture } from './fixture.ts';

/** A stretch of an onboarding's life in which a call may go wrong. */
export interface Phase {
  readonly name: string;
  /** What comes before, without a fault. */
  readonly arrange: (fixture: Fixture) => Promise<unknown>;
  readonly act: (fixture: Fixture) => Promise<unknown>;
  /** Whether its caller wants it gone; else, keys. */
  readonly isEnd?: true;
  /** Whether a clean run leaves all that the blueprint makes. */
  readonly leavesAll: boolean;
  /** Calls that are refused while it acts; it begins when the first one was. */
  readonly refuse?: string;
}

const nothing = () => Promise.resolve();

async function must(expected: number, answer: Promise<Answer>): Promise<void> {
  const { status, text } = await answer;
  if (status !== expected) throw new Error(`expected ${String(expected)}, not ${String(status)}: ${text}`);
}

async function madeReady(fixture: Fixture): Promise<void> {
  await must(202, fixture.createLater());
  await recover(fixture.testStack);
}

export const phases: readonly Phase[] = [
  { name: 'create', leavesAll: true, arrange: nothing, act: (fixture) => fixture.create() },
  {
    name: 'create later',
    leavesAll: false,
    arrange: nothing,
    act: async (fixture) => {
      await fixture.createLater();
      await fixture.testStack.work();
    },
  },
  // The last step of each plan, when the keys are there: from then on all has to be undone.
  {
    name: 'undo',
    leavesAll: false,
    arrange: nothing,
    act: (fixture) => fixture.create(),
    refuse: '^iam:(AttachUserPolicy|AddUserToGroup)$',
  },
  {
    name: 'offboarding',
    leavesAll: false,
    arrange: (fixture) => must(201, fixture.create()),
    act: (fixture) => fixture.offboard(),
    isEnd: true,
  },
  {
    name: 'webhook',
    leavesAll: false,
    arrange: (fixture) => must(201, fixture.create()),
    act: (fixture) => fixture.testStack.tell(),
  },
  { name: 'claim', leavesAll: false, arrange: madeReady, act: (fixture) => fixture.claim() },
];
