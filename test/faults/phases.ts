import { madeClaimed, must, workWhenDue } from './arrangements.ts';
import type { Fixture } from './fixture.ts';
import { lookPhases } from './lookPhases.ts';
import type { Phase } from './phase.ts';
import { recover } from './recover.ts';
import type { Answer } from './testStack.ts';

const nothing = () => Promise.resolve();

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
  ...lookPhases,
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
