import { onboardingStore } from '../../../lib/gateways/state/onboardingStore.ts';
import type { Table } from '../../../lib/gateways/state/table.ts';
import {
  idleUntilReconcile,
  commonPart,
  isWorkedOn,
  parseOnboarding,
  idle,
  slotIsFree,
  statuses,
  transitions,
  type Onboarding,
  type Status,
} from '../../../lib/record/onboarding.ts';
import { recordIn } from '../../support/records.ts';

/** The picture of an onboarding's life: where the arrows lead. */
const arrows: Readonly<Record<Status, readonly Status[]>> = {
  awaiting_access: ['provisioning', 'expired', 'offboarded'],
  provisioning: ['awaiting_access', 'ready', 'claimed', 'rolling_back', 'failed', 'needs_attention'],
  ready: ['claiming', 'needs_attention', 'offboarding'],
  claiming: ['claimed', 'ready', 'needs_attention'],
  claimed: ['needs_attention', 'offboarding'],
  rolling_back: ['failed', 'needs_attention'],
  failed: ['provisioning', 'rolling_back', 'offboarded'],
  needs_attention: ['rolling_back', 'offboarding', 'offboarded'],
  expired: ['offboarded'],
  offboarding: ['offboarded', 'needs_attention'],
  offboarded: ['offboarding'],
};
type Put = { readonly item: Readonly<Record<string, unknown>>; readonly condition: Parameters<Table['put']>[1] };

/** The store on a table that takes every write, or none, and what it was asked. */
function storeOn({ takes = true, holds }: { readonly takes?: boolean; readonly holds?: Onboarding } = {}) {
  const puts: Put[] = [];
  const table: Table = {
    get: () => Promise.resolve(holds),
    put: (item, condition) => {
      puts.push({ item, condition });
      return Promise.resolve(takes);
    },
    delete: () => Promise.resolve(takes),
    query: () => Promise.resolve([]),
    queryAll: () => Promise.resolve([]),
    getMany: () => Promise.resolve([]),
  };
  return { puts, store: onboardingStore(table) };
}

/** A condition that is a list of equalities, as the attributes and the values they have to have. */
function equalities({ condition }: Put): Readonly<Record<string, unknown>> {
  const {
    ConditionExpression = '',
    ExpressionAttributeNames: names = {},
    ExpressionAttributeValues: values = {},
  } = condition;
  const clauses = ConditionExpression.split(' AND ').map((clause) => {
    const [, attribute = '', value = ''] = /^([#.\w]+) = (:\w+)$/.exec(clause) ?? [];
    if (value === '') throw new Error(`no equality: ${clause}`);
    return [attribute.replaceAll(/#\w+/g, (name) => names[name] ?? name), values[value]] as const;
  });
  return Object.fromEntries(clauses);
}

describe('transitions', () => {
  test.each(statuses)('from %s lead where the picture says, and in place; not out of expired', (status) => {
    const inPlace = status === 'expired' ? [] : [status];
    expect([...transitions[status]].sort()).toEqual([...arrows[status], ...inPlace].sort());
  });

  test.each(statuses)(
    'from %s to anywhere else are refused by the store, before anything is written',
    async (status) => {
      for (const next of statuses) {
        const { store, puts } = storeOn();
        const move = store.move(recordIn(status), recordIn(next, { version: 2 }));
        if (arrows[status].includes(next) || (next === status && status !== 'expired')) {
          await expect(move).resolves.toBe(true);
          expect(puts).toHaveLength(1);
        } else {
          await expect(move).rejects.toThrow(`no row ${status} → ${next}`);
          expect(puts).toEqual([]);
        }
      }
    },
  );

  test('every status can be reached', () => {
    const reached = new Set(Object.values(arrows).flat());
    expect(statuses.filter((status) => !reached.has(status))).toEqual([]);
  });
});

describe('a move', () => {
  test('of a record that nobody works on asks for the version and the status it was read with', async () => {
    const { store, puts } = storeOn();
    await store.move(recordIn('ready', { version: 7 }), recordIn('claiming', { version: 8 }));
    expect(puts.map(equalities)).toEqual([{ version: 7, status: 'ready', metadataVersion: 0 }]);
  });

  test.each(['provisioning', 'claiming', 'rolling_back'] as const)(
    'of a record that somebody works on (%s) asks for owner and attempt too: the fence before disclosure',
    async (status) => {
      const lease = { owner: 'me', by: 'request', attempt: 3, expiresAt: 1 };
      const { store, puts } = storeOn();
      await store.move(recordIn(status, { version: 7, lease }), recordIn('needs_attention', { version: 8 }));
      expect(puts.map(equalities)).toEqual([
        { version: 7, status, metadataVersion: 0, 'lease.owner': 'me', 'lease.attempt': 3 },
      ]);
    },
  );

  test.each([
    { found: 'the very write', holds: recordIn('ready', { version: 2, writer: 'me.1' }), moved: true },
    {
      found: 'the version of another writer',
      holds: recordIn('ready', { version: 2, writer: 'somebody' }),
      moved: false,
    },
    { found: 'another version', holds: recordIn('ready', { version: 3, writer: 'me.1' }), moved: false },
    { found: 'nothing', holds: undefined, moved: false },
  ])('whose condition fails and that finds $found there has happened: $moved', async ({ holds, moved }) => {
    const { store } = storeOn({ takes: false, ...(holds === undefined ? {} : { holds }) });
    const before = recordIn('provisioning');
    expect(await store.move(before, recordIn('ready', { version: 2, writer: 'me.1' }))).toBe(moved);
  });

  test.each([
    { dueAt: 5, due: 'due' },
    { dueAt: undefined, due: undefined },
  ])('puts a record that is due at $dueAt into the index of what is due, and no other', async ({ dueAt, due }) => {
    const { store, puts } = storeOn();
    await store.move(recordIn('ready'), recordIn('ready', { dueAt }));
    expect(puts[0]?.item.due).toBe(due);
  });
});

test('a first record is written only where there is none', async () => {
  const { store, puts } = storeOn();
  expect(await store.insert(recordIn('provisioning'))).toBe(true);
  expect(puts[0]?.condition).toEqual({ ConditionExpression: 'attribute_not_exists(pk)' });
  expect(
    await storeOn({ takes: false, holds: recordIn('provisioning', { writer: 'other' }) }).store.insert(
      recordIn('provisioning'),
    ),
  ).toBe(false);
  expect(await storeOn({ takes: false, holds: recordIn('provisioning') }).store.insert(recordIn('provisioning'))).toBe(
    true,
  );
});

describe('a record', () => {
  test.each(statuses)('in %s is the same after it was stored and read', (status) => {
    const record = recordIn(status);
    expect(parseOnboarding(JSON.parse(JSON.stringify(record)))).toEqual(record);
  });

  test.each([
    { what: 'of a schema that this code does not know', item: { ...recordIn('ready'), schema: 2 } },
    { what: 'in a status that there is not', item: { ...recordIn('ready'), status: 'done' } },
    { what: 'that lacks what its status needs', item: { ...recordIn('ready'), status: 'claimed' } },
    { what: 'with a problem nobody knows', item: { ...recordIn('failed'), problem: { slug: 'mystery', detail: '' } } },
  ])('$what is not read', ({ item }) => {
    expect(() => parseOnboarding(item)).toThrow();
  });

  test('is worked on where it has a lease', () => {
    expect(statuses.filter((status) => isWorkedOn(recordIn(status)))).toEqual([
      'provisioning',
      'claiming',
      'rolling_back',
      'offboarding',
    ]);
  });

  test('has given its slot back in failed, expired and offboarded alone', () => {
    expect(statuses.filter(slotIsFree)).toEqual(['failed', 'expired', 'offboarded']);
  });

  test('takes along what every status has when it moves on, and nothing of its own status', () => {
    const common = commonPart(recordIn('claimed'));
    expect(common).toMatchObject({ id: recordIn('claimed').id, foreignKeyIds: [{ userName: 'tutum', ids: [] }] });
    for (const field of ['status', 'claimedAt', 'attempt', 'accessKeyIds', 'lease', 'problem'])
      expect(common).not.toHaveProperty(field);
  });

  test('at rest is due only where a later look at the account is', () => {
    expect(idleUntilReconcile(recordIn('provisioning', { dueAt: 5, reconcileAt: 9 }))).toMatchObject({
      dueAt: 9,
      reconcileAt: 9,
    });
    expect(idleUntilReconcile(recordIn('provisioning', { dueAt: 5 }))).not.toHaveProperty('dueAt');
  });

  test('that is settled is due for nothing', () => {
    const record = idle(recordIn('failed', { dueAt: 5, reconcileAt: 9 }));
    expect(record).not.toHaveProperty('dueAt');
    expect(record).not.toHaveProperty('reconcileAt');
  });
});
