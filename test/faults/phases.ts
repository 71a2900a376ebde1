import type { Answer } from './testStack.ts';
import { recover } from './recover.ts';
import type { Fixture } from './fixture.ts';

/** A part of an onboarding, from the create to the offboarding, during which a fault is injected. */
export interface Phase {
  readonly name: string;
  /** Runs before the phase, without a fault. */
  readonly arrange: (fixture: Fixture) => Promise<unknown>;
  /** Runs the phase. */
  readonly act: (fixture: Fixture) => Promise<unknown>;
  /** Whether the caller wants the onboarding removed. Otherwise the caller wants keys. */
  readonly isEnd?: true;
  /** Whether the phase rotates a key of an onboarding that has been claimed. */
  readonly isRotation?: true;
  /** Whether the phase updates an onboarding that has been claimed. */
  readonly isUpdate?: true;
  /** Whether the caller has a recipient key. Otherwise it wants the keys in the clear. */
  readonly isSealed?: true;
  /** Whether a run without a fault leaves all resources of the blueprint. */
  readonly leavesAll: boolean;
  /**
   * The calls to refuse during the phase, as a regular expression. Faults are injected only after the first refusal.
   */
  readonly refuse?: string;
}

const nothing = () => Promise.resolve();

async function must(expected: number, answer: Promise<Answer>): Promise<void> {
  const { status, text } = await answer;
  if (status !== expected) throw new Error(`expected ${String(expected)}, not ${String(status)}: ${text}`);
}

/** Onboards until there are keys, and leaves the event of the claim to be delivered. */
async function madeClaimed(fixture: Fixture): Promise<void> {
  if (!fixture.testStack.isLate) return must(201, fixture.create());
  let { status } = await fixture.create();
  while (status === 202) {
    await recover(fixture.testStack);
    ({ status } = await fixture.claim());
  }
  if (status !== 201 && status !== 200) throw new Error(`no keys: ${String(status)}`);
}

/** Onboards until there are keys, and rotates one of them until there is a new one. */
async function madeRotated(fixture: Fixture, more: object = {}): Promise<void> {
  await madeClaimed(fixture);
  await recover(fixture.testStack);
  await repeated(fixture, () => fixture.rotate(more));
}

/** Onboards with an earlier version of the blueprint until there are keys. */
async function madeOutdated(fixture: Fixture): Promise<void> {
  await madeClaimed(fixture);
  await recover(fixture.testStack);
  await fixture.outdate();
}

async function madeReady(fixture: Fixture): Promise<void> {
  await must(202, fixture.createLater());
  await recover(fixture.testStack);
}

/** Sends a request until it is done. */
async function repeated({ testStack }: Fixture, request: () => Promise<Answer>): Promise<void> {
  if (!testStack.isLate) return must(200, request());
  for (let { status } = await request(); status !== 200; { status } = await request()) await recover(testStack);
}

/** Onboards, replaces a key and deactivates the old one. */
async function madeInactive(fixture: Fixture): Promise<void> {
  await madeRotated(fixture, { graceSeconds });
  await repeated(fixture, () => fixture.retire());
  await recover(fixture.testStack);
}

const graceSeconds = 36 * 3600;
const dayMs = 24 * 3_600_000;

/** Runs the sweep and the workers, when something is due. */
async function workWhenDue({ testStack }: Fixture): Promise<void> {
  await testStack.sweep();
  await testStack.work();
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
  // The refused call is the last step of each plan, when the keys exist: everything has to be rolled back.
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
    arrange: madeClaimed,
    act: (fixture) => fixture.offboard(),
    isEnd: true,
  },
  {
    name: 'webhook',
    leavesAll: false,
    arrange: madeClaimed,
    act: (fixture) => fixture.testStack.deliverWebhooks(),
  },
  { name: 'claim', leavesAll: false, arrange: madeReady, act: (fixture) => fixture.claim() },
  {
    name: 'update',
    isUpdate: true,
    leavesAll: false,
    arrange: madeOutdated,
    act: (fixture) => fixture.update(),
  },
  // The refused call comes when everything new stands, and the old is still there.
  {
    name: 'undone update',
    isUpdate: true,
    leavesAll: false,
    arrange: madeOutdated,
    act: (fixture) => fixture.update(),
    refuse: '^iam:PutUserPermissionsBoundary$',
  },
  {
    name: 'rotation',
    isRotation: true,
    leavesAll: false,
    arrange: madeClaimed,
    act: (fixture) => fixture.rotate(),
  },
  {
    name: 'rotation that ends a grace',
    isRotation: true,
    leavesAll: false,
    arrange: (fixture) => madeRotated(fixture),
    act: (fixture) => fixture.rotate({ endGrace: true, confirmed: true }),
  },
  {
    name: 'rotation of a lost key',
    isRotation: true,
    leavesAll: false,
    arrange: (fixture) => madeRotated(fixture),
    act: (fixture) => fixture.rotate({ undelivered: true }),
  },
  {
    name: 'sealed claim',
    leavesAll: false,
    arrange: madeReady,
    act: (fixture) => fixture.claimSealed(),
    isSealed: true,
  },
  // A worker looks at the key that was replaced.
  {
    name: 'first look',
    leavesAll: false,
    arrange: (fixture) => madeRotated(fixture, { graceSeconds }),
    act: workWhenDue,
  },
  {
    name: 'end of a grace by the rule',
    leavesAll: false,
    arrange: async (fixture) => {
      await madeRotated(fixture, { graceSeconds });
      await recover(fixture.testStack);
      await fixture.testStack.pass(20 * 60_000);
      await fixture.useNewKey();
      await fixture.testStack.pass(1.5 * dayMs);
    },
    act: workWhenDue,
  },
  {
    name: 'deletion of an old key',
    leavesAll: false,
    arrange: async (fixture) => {
      await madeInactive(fixture);
      await fixture.testStack.pass(7 * dayMs + 60_000);
    },
    act: workWhenDue,
  },
  {
    name: 'retire',
    leavesAll: false,
    arrange: async (fixture) => {
      await madeRotated(fixture, { graceSeconds });
      await recover(fixture.testStack);
    },
    act: (fixture) => fixture.retire(),
  },
  {
    name: 'retire if quiet',
    leavesAll: false,
    arrange: async (fixture) => {
      await madeRotated(fixture, { graceSeconds });
      await recover(fixture.testStack);
      await fixture.testStack.pass(20 * 60_000);
      await fixture.useNewKey();
    },
    act: (fixture) => fixture.retireIfQuiet(),
  },
  { name: 'reactivate', leavesAll: false, arrange: madeInactive, act: (fixture) => fixture.reactivate(graceSeconds) },
];

/**
 * Runs the phase. If AWS is late, a request ends before its work does, so that workers end it before the phase is over.
 *
 * @returns the bodies of all queue messages
 */
export async function actOut(fixture: Fixture, phase: Phase): Promise<string> {
  await phase.act(fixture);
  return fixture.testStack.isLate ? recover(fixture.testStack) : '';
}
