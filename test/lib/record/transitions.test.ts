import { disclosedKeyIds } from '../../../lib/record/disclosedKeyIds.ts';
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
  toOffboarded,
  toOffboarding,
  toProvisioning,
  toReady,
  toRollingBack,
} from '../../../lib/record/transitions.ts';
import { provisioning, recordIn } from '../../support/records.ts';

const now = 5000;
const reconcileAt = 900_000;
const expiresAt = 604_800_000;
/** The lease of new work. It follows work that has waited since 0. */
const lease = {
  lease: { owner: 'owner-2', by: 'worker', attempt: 8, expiresAt: 60_000, since: 0 } as const,
  attempts: 8,
  dueAt: 65_000,
};
const leased = { ...lease, lease: { ...lease.lease, since: now } };
const problem = { slug: 'aws-error', detail: 'The cause.' } as const;
const keys = [{ userName: 'tutum', ids: ['AKIANEW'] }];
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

interface Move {
  readonly move: (record: Onboarding) => Onboarding;
  /** When the onboarding is due. */
  readonly due: 'at reconcileAt' | 'by its lease' | 'when it expires' | 'never';
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
    sets: { expiresAt, problem },
    keys: 'none',
    dropsLaterLook: true,
  },
  ready: { move: toReady, due: 'at reconcileAt', sets: {}, keys: 'none' },
  claiming: {
    move: (record) => toClaiming(from(record, 'ready'), lease, keys, now),
    due: 'by its lease',
    sets: { ...leased, foreignKeyIds: keys },
    keys: 'none',
  },
  claimed: {
    move: (record) => toClaimed(from(record, 'provisioning', 'claiming'), keys, now),
    due: 'at reconcileAt',
    sets: { claimedAt: now, attempt: 1, accessKeyIds: keys },
    keys: 'new',
  },
  rolling_back: {
    move: (record) => toRollingBack(record, lease, problem, now),
    due: 'by its lease',
    sets: { ...leased, problem },
    keys: 'as before',
  },
  failed: {
    move: (record) => toFailed(record, problem),
    due: 'at reconcileAt',
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
    due: 'at reconcileAt',
    sets: {},
    keys: 'none',
  },
  offboarding: {
    move: (record) => {
      const ending = ['provisioning', 'ready', 'claimed', 'failed', 'needs_attention', 'offboarded'] as const;
      return toOffboarding(from(record, ...ending), lease, now);
    },
    due: 'by its lease',
    sets: leased,
    keys: 'as before',
  },
  offboarded: {
    move: (record) => toOffboarded(record, now),
    due: 'at reconcileAt',
    sets: { mayHaveMade: false, offboardedAt: now },
    keys: 'as before',
  },
};

const pairs = statuses.flatMap((before) =>
  transitions[before].filter((after) => after !== before).map((after) => ({ before, after, ...moves[after] })),
);

describe.each(pairs)('the transition from $before to $after', ({ before, after, move, due, sets, keys, ...more }) => {
  const waiting = { reason: 'AWS throttles.', since: 1, until: 2 };
  const changed = { attempts: 4, mayHaveMade: true, askedAt: 3, dueAt: 2, waiting, reconcileAt };
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
    const dueAt = {
      'at reconcileAt': reconcileAt,
      'by its lease': lease.dueAt,
      'when it expires': expiresAt,
      never: undefined,
    }[due];
    expect([moved.dueAt, moved.reconcileAt]).toEqual([dueAt, more.dropsLaterLook ? undefined : reconcileAt]);
    if (due === 'at reconcileAt')
      expect(move(recordIn(before, { ...changed, reconcileAt: undefined })).dueAt).toBe(undefined);
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
  expect(first).toMatchObject({ status: 'provisioning', version: 1, writer: 'owner-2', mayHaveMade: false, ...lease });
  expect([first.createdAt, first.updatedAt, first.askedAt]).toEqual([now, now, now]);
  expect(parseOnboarding(first)).toEqual(first);
});
