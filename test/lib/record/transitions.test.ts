import { disclosedKeyIds } from '../../../lib/record/disclosedKeyIds.ts';
import { handOver } from '../../../lib/record/handedOverKeys.ts';
import { dueAt } from '../../../lib/record/dueTimes.ts';
import { firstVersion } from '../../../lib/record/firstVersion.ts';
import {
  parseOnboarding,
  statuses,
  transitions,
  type InStatus,
  type Onboarding,
  type Status,
} from '../../../lib/record/onboarding.ts';
import {
  toAwaitingAccess,
  toClaimed,
  toClaiming,
  toExpired,
  toFailed,
  toNeedsAttention,
  toNotRotated,
  toOffboarded,
  toOffboarding,
  toProvisioning,
  toReady,
  toRollingBack,
  toRotating,
  toUpdated,
  toUpdating,
} from '../../../lib/record/transitions.ts';
import { provisioning, recordIn } from '../../support/records.ts';

const now = 5000;
const reconcile = 900_000;
const expiresAt = 604_800_000;
/** The lease of new work. It follows work that has waited since 0. */
const lease = {
  lease: { owner: 'owner-2', by: 'worker', attempt: 8, expiresAt: 60_000, since: 0 } as const,
  attempts: 8,
  leaseDueAt: 65_000,
};
const leased = { lease: { ...lease.lease, since: now }, attempts: 8 };
const problem = { slug: 'aws-error', detail: 'The cause.' } as const;
const keys = [{ userName: 'tutum', ids: ['AKIANEW'] }];
const newKeys = handOver([{ userName: 'tutum', accessKeyId: 'AKIANEW' }], now, { rotateAfterMs: 1000 });
const rotation = {
  userName: 'tutum',
  replaces: 'AKIAEXAMPLE',
  graceSeconds: 60,
  keyIdsBefore: ['AKIAEXAMPLE'],
  startedAt: now,
};
const restart = { steps: [], resources: [], userNames: ['tutum'], namesFreedAt: 4000 };

function isIn<S extends Status>(record: Onboarding, wanted: readonly S[]): record is InStatus<S> {
  const names: readonly Status[] = wanted;
  return names.includes(record.status);
}

/** Narrows a record to the statuses that a transition starts from. */
function from<S extends Status>(record: Onboarding, ...wanted: readonly S[]): InStatus<S> {
  if (!isIn(record, wanted)) throw new Error(`it is ${record.status}`);
  return record;
}

const update = { phase: 'adding', other: { parameters: {} }, startedAt: now } as const;
const lastUpdate = { endedAt: now, outcome: 'updated' } as const;

interface Move {
  readonly move: (record: Onboarding) => Onboarding;
  /** When the onboarding is due. */
  readonly due: 'at its later look' | 'by its lease' | 'when it expires' | 'never';
  /** The fields that the transition sets, besides the status. */
  readonly sets: Readonly<Record<string, unknown>>;
  /** The keys on record afterwards: those that were disclosed before, none, or those that are disclosed now. */
  readonly keys: 'as before' | 'none' | 'new';
  readonly dropsLaterLook?: true;
}

const moves: Readonly<Record<Status, Move>> = {
  provisioning: {
    move: (record) => toProvisioning(from(record, 'awaiting_access', 'failed'), lease, restart, now),
    due: 'by its lease',
    sets: { ...restart, ...leased, mayHaveMade: false, askedAt: now },
    keys: 'none',
  },
  awaiting_access: {
    move: (record) => toAwaitingAccess(record, problem, expiresAt),
    due: 'when it expires',
    sets: { problem },
    keys: 'none',
    dropsLaterLook: true,
  },
  ready: { move: toReady, due: 'at its later look', sets: {}, keys: 'none' },
  claiming: {
    move: (record) => toClaiming(from(record, 'ready', 'needs_attention'), lease, keys, now),
    due: 'by its lease',
    sets: { ...leased, foreignKeyIds: keys },
    keys: 'none',
  },
  claimed: {
    move: (record) => toClaimed(from(record, 'provisioning', 'claiming'), newKeys, now),
    due: 'at its later look',
    sets: { claimedAt: now, attempt: 1, keys: newKeys },
    keys: 'new',
  },
  rotating: {
    move: (record) => toRotating(from(record, 'claimed'), lease, rotation, ['AKIATHEIRS'], now),
    due: 'by its lease',
    sets: {
      ...{ ...leased, rotation, claimedAt: Date.UTC(2026, 0, 2), attempt: 1 },
      foreignKeyIds: [{ userName: 'tutum', ids: ['AKIATHEIRS'] }],
    },
    keys: 'as before',
  },
  updating: {
    move: (record) => toUpdating(from(record, 'ready', 'claimed'), lease, update, now),
    due: 'by its lease',
    sets: { ...leased, update },
    keys: 'as before',
  },
  rolling_back: {
    move: (record) => toRollingBack(record, lease, problem, now),
    due: 'by its lease',
    sets: { ...leased, problem },
    keys: 'as before',
  },
  failed: {
    move: (record) => toFailed(record, problem),
    due: 'at its later look',
    sets: { mayHaveMade: false, problem },
    keys: 'none',
  },
  needs_attention: {
    move: (record) => toNeedsAttention(record, 'aws-error', 'The cause.'),
    due: 'never',
    sets: { problem: { slug: 'aws-error', detail: expect.stringContaining('The cause. 2 resources may still be') } },
    keys: 'as before',
  },
  expired: {
    move: (record) => toExpired(from(record, 'awaiting_access')),
    due: 'never',
    sets: {},
    keys: 'none',
  },
  offboarding: {
    move: (record) => {
      const ending = [
        'provisioning',
        'ready',
        'claimed',
        'rotating',
        'updating',
        'failed',
        'needs_attention',
        'offboarded',
      ] as const;
      return toOffboarding(from(record, ...ending), lease, now);
    },
    due: 'by its lease',
    sets: leased,
    keys: 'as before',
  },
  offboarded: {
    move: (record) => toOffboarded(record, now),
    due: 'at its later look',
    sets: { mayHaveMade: false, offboardedAt: now },
    keys: 'as before',
  },
};

/** Returns the move from one status to another. */
function moveOf(before: Status, after: Status): Move {
  const isInUse = after === 'claimed' || after === 'ready';
  return isInUse && (before === 'rotating' || before === 'updating') ? ended[before] : moves[after];
}

/** The end of a rotation without a new key. The tests of a rotation are about one with a new key. */
const notRotated: Move = {
  move: (record) => toNotRotated(from(record, 'rotating')),
  due: 'at its later look',
  sets: { claimedAt: Date.UTC(2026, 0, 2), attempt: 1 },
  keys: 'as before',
};

/** The end of an update, in the status before it. */
const updated: Move = {
  move: (record) => toUpdated(from(record, 'updating'), { lastUpdate, steps: [] }),
  due: 'at its later look',
  sets: { lastUpdate, steps: [] },
  keys: 'as before',
};

const ended = { rotating: notRotated, updating: updated };

/** An update ends in the status that it came from. */
const without: Partial<Record<Status, Readonly<Record<string, unknown>>>> = {
  ready: { keys: undefined, claimedAt: undefined, attempt: undefined },
};

const pairs = statuses.flatMap((before) =>
  transitions[before].filter((after) => after !== before).map((after) => ({ before, after, ...moveOf(before, after) })),
);

describe.each(pairs)('the transition from $before to $after', ({ before, after, move, due, sets, keys, ...more }) => {
  // A claimed onboarding waits only if its later look has failed. The last test is about that.
  const waiting = before === 'claimed' ? undefined : { reason: 'AWS throttles.', since: 1, until: 2 };
  const dueTimes = { reconcile, lease: 2, ...(before === 'awaiting_access' && { expiry: 3 }) };
  const changed = {
    ...{ attempts: 4, mayHaveMade: true, askedAt: 3, waiting, dueTimes },
    ...(before === 'updating' && without[after]),
  };
  const record = recordIn(before, changed);
  const moved = move(record);

  test('keeps the fields of every status, and only the other fields of its own', () => {
    const stored: unknown = JSON.parse(JSON.stringify(moved));
    expect(stored).toEqual(JSON.parse(JSON.stringify(parseOnboarding(stored))));
    expect(moved.status).toBe(after);
    expect(moved.waiting).toBeUndefined();
    const { id, tenantId, version, metadataVersion, createdAt } = record;
    expect(moved).toMatchObject({ id, tenantId, version, metadataVersion, createdAt, ...sets });
    expect(moved).toMatchObject({ attempts: 4, mayHaveMade: true, askedAt: 3, ...sets });
  });

  test(`is due ${due}, and keeps the later look: ${String(more.dropsLaterLook === undefined)}`, () => {
    const expected = {
      'at its later look': reconcile,
      'by its lease': lease.leaseDueAt,
      'when it expires': expiresAt,
      never: undefined,
    };
    expect(dueAt(moved)).toEqual(expected[due]);
    expect(moved.dueTimes).toEqual({
      ...(due === 'by its lease' && { lease: lease.leaseDueAt }),
      ...(due === 'when it expires' && { expiry: expiresAt }),
      ...(!more.dropsLaterLook && { reconcile }),
    });
    if (due === 'at its later look')
      expect(dueAt(move(recordIn(before, { ...changed, dueTimes: {} })))).toBeUndefined();
  });

  test(`has the disclosed keys on record: ${keys}`, () => {
    const expected = { 'as before': disclosedKeyIds(record), none: [], new: [{ userName: 'tutum', ids: ['AKIANEW'] }] };
    expect(disclosedKeyIds(moved)).toEqual(expected[keys]);
  });
});

test.each([
  { started: true, kept: [{ userName: 'tutum', ids: [] }] },
  { started: false, kept: undefined },
])('provisioning again keeps the foreign keys if a CreateAccessKey was started: $started', ({ started, kept }) => {
  const step = { name: 'create-access-key tutum', status: 'pending', ...(started && { startedAt: 1 }) };
  const record = from(recordIn('failed', { steps: [step] }), 'failed');
  expect(toProvisioning(record, lease, restart, now).foreignKeyIds).toEqual(kept);
});

test('an onboarding that waits for its stack has no step that was started', () => {
  const { steps } = toAwaitingAccess(recordIn('provisioning'), problem, expiresAt);
  expect(steps).toEqual([
    { name: 'assume-role', status: 'pending' },
    { name: 'create-user tutum', status: 'pending' },
  ]);
});

test('a ready onboarding has no steps of access keys, because every undisclosed key is deleted', () => {
  const names = ['create-user tutum', 'create-access-key tutum', 'check-access-key tutum'];
  const steps = names.map((name) => ({ name, status: 'done' }));
  expect(toReady(recordIn('claiming', { steps })).steps.map(({ name }) => name)).toEqual(['create-user tutum']);
});

test('the first version of a record is in provisioning, written by the owner of its lease, with nothing created', () => {
  const { id, tenantId, accountId, blueprint, parameters, userNames, steps, resources, roleArn, caller } =
    provisioning();
  const fields = { id, tenantId, accountId, blueprint, parameters, userNames, steps, resources, roleArn, caller };
  const first = firstVersion(fields, lease, now);
  expect(first).toMatchObject({ status: 'provisioning', version: 1, writer: 'owner-2', mayHaveMade: false });
  expect(first).toMatchObject({ lease: lease.lease, attempts: 8, dueTimes: { lease: lease.leaseDueAt } });
  expect([first.createdAt, first.updatedAt, first.askedAt]).toEqual([now, now, now]);
  expect(parseOnboarding(first)).toEqual(first);
});

test('the removal of a claimed onboarding is the later look, if that has failed before', () => {
  const fields = { waiting: { reason: 'No.', since: 1, until: reconcile }, dueTimes: { reconcile } };
  expect(toOffboarding(from(recordIn('claimed', fields), 'claimed'), lease, now).dueTimes.reconcile).toBeUndefined();
  const { waiting: _, ...first } = fields;
  expect(toOffboarding(from(recordIn('claimed', first), 'claimed'), lease, now).dueTimes.reconcile).toBe(reconcile);
});

test('an onboarding that stops with a key that nobody has received is due a day later, and then continues its work', () => {
  const call = { action: 'iam:CreateAccessKey', name: 'tutum', arn: 'arn', sentAt: 1, keyId: 'AKIAHELD' };
  const record = recordIn('claiming', { unknownCalls: [call] });
  const stopped = toNeedsAttention(record, 'access-denied', 'The cause.');
  expect([dueAt(stopped), stopped.interrupted]).toEqual([record.updatedAt + 24 * 3_600_000, { kind: 'claim' }]);
  expect(stopped.problem.detail).toContain('Nobody has received the access key AKIAHELD of user tutum');
});
