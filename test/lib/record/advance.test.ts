import { advance, nextVersion } from '../../../lib/record/advance.ts';
import type { LinkRecord } from '../../../lib/record/links.ts';
import {
  parseOnboarding,
  statuses,
  transitions,
  type Onboarding,
  type Status,
} from '../../../lib/record/onboarding.ts';
import { toNeedsAttention } from '../../../lib/record/transitions.ts';
import { dueAt } from '../../../lib/record/dueTimes.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { memoryStore } from '../../support/memoryStore.ts';
import { recordIn } from '../../support/records.ts';

const now = Date.UTC(2026, 5, 1);
const actor = { by: 'back-end', action: 'offboard', requestId: 'request-1' };
const writing = { writer: 'owner-2', actor, now };
const entry = { by: 'back-end', action: 'offboard', requestId: 'request-1', at: now };

const rows = statuses.flatMap((from) => {
  const row: readonly Status[] = transitions[from];
  return row.filter((to) => to !== from).map((to) => [from, to] as const);
});

test.each(rows)('the move from %s to %s includes its audit entry', (from, to) => {
  const after = nextVersion(recordIn(from), recordIn(to), writing);
  const problem = 'problem' in recordIn(to) ? { problem: 'aws-error' } : {};
  expect(after.audit).toEqual([{ n: 1, ...entry, outcome: to, ...problem }]);
  expect(after.version).toBe(2);
});

test('a move and its audit entry are one write', async () => {
  const before = recordIn('claimed');
  const { store, state } = memoryStore(before);
  const { clock } = fakeClock(now);
  const stored = await advance({ store, clock, actor }, before, recordIn('offboarding'), 'owner-2');
  expect(state.moves).toEqual([stored]);
  expect(state.stored).toMatchObject({ status: 'offboarding', audit: [{ outcome: 'offboarding' }] });
});

test('progress in the same status adds no audit entry; a new attempt adds one', () => {
  const before = recordIn('provisioning', { attempts: 1 });
  expect(nextVersion(before, before, writing).audit).toEqual([]);
  expect(nextVersion(before, { ...before, attempts: 2 }, writing).audit).toHaveLength(1);
});

test('audit entries are numbered on, and those above 20 are archived before the record is written', async () => {
  const audit = Array.from({ length: 20 }, (_, index) => ({ ...entry, n: index + 5, outcome: 'claimed' }));
  const before = recordIn('claimed', { audit });
  const memory = memoryStore(before);
  const archived: unknown[] = [];
  const store = {
    ...memory.store,
    archiveAudit: (_: string, old: readonly unknown[]) => {
      expect(memory.state.moves).toEqual([]);
      archived.push(...old);
      return Promise.resolve();
    },
  };
  const { clock } = fakeClock(now);
  const stored = await advance({ store, clock, actor }, before, recordIn('offboarding'), 'owner-2');
  expect(stored?.audit.map(({ n }) => n)).toEqual(Array.from({ length: 20 }, (_, index) => index + 6));
  expect(archived).toEqual([audit[0]]);
});

test('a move keeps metadata that was written since the record was read, and fails if another move was written', async () => {
  const before = recordIn('claimed');
  const { clock } = fakeClock(now);
  const links = [linkIn('a'.repeat(64))];
  const withMetadata = memoryStore({
    ...before,
    metadataVersion: 1,
    webhook: { url: 'https://vendor.example/' },
    links,
  });
  const to = recordIn('offboarding');
  const stored = await advance({ store: withMetadata.store, clock, actor }, before, to, 'owner-2');
  expect(stored).toMatchObject({
    status: 'offboarding',
    metadataVersion: 1,
    webhook: { url: 'https://vendor.example/' },
    links,
  });
  const moved = memoryStore({ ...before, version: 2 });
  expect(await advance({ store: moved.store, clock, actor }, before, to, 'owner-2')).toBeUndefined();
});

const linkIn = (sha256: string): LinkRecord => ({
  id: 'lnk_1',
  sha256,
  may: ['see'],
  delivers: 'vendor',
  expiresAt: now,
  madeBy: 'back-end',
});

test.each([
  { from: 'claiming', to: 'claimed', action: 'claim', kept: 1 },
  // Such a create returns the keys and no link.
  { from: 'provisioning', to: 'claimed', action: 'create', kept: 0 },
  { from: 'offboarding', to: 'offboarded', action: 'offboard', kept: 0 },
] as const)('an onboarding that becomes $to by $action keeps $kept of its links', ({ from, to, action, kept }) => {
  const before = recordIn(from, { links: [linkIn('aa')] });
  const after = nextVersion(before, recordIn(to), { ...writing, actor: { ...writing.actor, action } });
  expect(after.links ?? []).toHaveLength(kept);
});

test('a record of an earlier version, which has one link, is read with a link of the same token, expiry and rights', () => {
  const { links: _, ...old } = recordIn('ready');
  const { links, ...read } = parseOnboarding({ ...old, link: { sha256: 'aa', expiresAt: now } });
  expect(links).toEqual([
    expect.objectContaining({ sha256: 'aa', expiresAt: now, may: ['see', 'launch', 'claim'], delivers: 'tenant' }),
  ]);
  expect(read).not.toHaveProperty('link');
});

describe('an onboarding that needs attention', () => {
  const stopped = (record: Onboarding) => toNeedsAttention(record, 'access-lost', 'The role is gone.');

  test('marks every resource that is or may be in the account as left, with a reason; an earlier reason is kept', () => {
    const { resources } = recordIn('offboarding');
    const [policy, user] = resources;
    const record = recordIn('offboarding', {
      mayHaveMade: true,
      resources: [
        policy,
        user,
        { ...user, name: 'second', status: 'left', reason: 'It is in a group.' },
        { ...user, status: 'removed' },
      ],
    });
    const after = stopped(record);
    expect(after.resources.map(({ status, reason }) => [status, reason])).toEqual([
      ['left', 'The role is gone.'],
      ['left', 'The role is gone.'],
      ['left', 'It is in a group.'],
      ['removed', undefined],
    ]);
    expect(after.keys).toMatchObject([{ userName: 'tutum', id: 'AKIAEXAMPLE', state: 'handed_over' }]);
    expect(after.problem.detail).toContain(
      `3 resources may still be in the account: the receipt in GET /v1/onboardings/${after.id} lists them.`,
    );
  });

  test('keeps the time of its reconcile for a later DELETE, and is not due until then', () => {
    const after = stopped(recordIn('rolling_back', { dueTimes: { reconcile: now, lease: now } }));
    expect([after.dueTimes.reconcile, dueAt(after)]).toEqual([now, undefined]);
  });
});
