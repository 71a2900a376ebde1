import { onboardingStore } from '../../../lib/gateways/state/onboardingStore.ts';
import type { Table } from '../../../lib/gateways/state/table.ts';
import {
  commonPart,
  isWorkedOn,
  parseOnboarding,
  slotIsFree,
  statuses,
  transitions,
  type Onboarding,
  type Status,
} from '../../../lib/record/onboarding.ts';
import { recordIn } from '../../support/records.ts';

/** The documented state diagram of an onboarding: the statuses that each status can change to. */
const nextStatuses: Readonly<Record<Status, readonly Status[]>> = {
  awaiting_access: ['provisioning', 'expired', 'offboarded'],
  provisioning: [
    'awaiting_access',
    'ready',
    'claimed',
    'rolling_back',
    'failed',
    'needs_attention',
    'offboarding',
    'offboarded',
  ],
  ready: ['claiming', 'updating', 'needs_attention', 'offboarding'],
  claiming: ['claimed', 'ready', 'needs_attention'],
  claimed: ['rotating', 'updating', 'needs_attention', 'offboarding'],
  rotating: ['claimed', 'offboarding'],
  updating: ['ready', 'claimed', 'offboarding'],
  rolling_back: ['failed', 'needs_attention'],
  failed: ['provisioning', 'rolling_back', 'offboarding', 'offboarded'],
  needs_attention: ['claiming', 'rolling_back', 'offboarding', 'offboarded'],
  expired: ['offboarded'],
  offboarding: ['offboarded', 'needs_attention'],
  offboarded: ['offboarding'],
};
type Put = { readonly item: Readonly<Record<string, unknown>>; readonly condition: Parameters<Table['put']>[1] };

/** A store on a table that accepts every write or none, and the writes that it was sent. */
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
    count: () => Promise.resolve({ count: 0, isCut: false }),
    getMany: () => Promise.resolve([]),
  };
  return { puts, store: onboardingStore(table) };
}

/** Parses a condition into its attributes and their expected values. No value: the attribute must not exist. */
function expectedBy({ condition }: Put): Readonly<Record<string, unknown>> {
  const {
    ConditionExpression = '',
    ExpressionAttributeNames: names = {},
    ExpressionAttributeValues: values = {},
  } = condition;
  const clauses = ConditionExpression.split(' AND ').map((clause) => {
    const [, absent] = /^attribute_not_exists\((\w+)\)$/.exec(clause) ?? [];
    if (absent !== undefined) return [absent, undefined] as const;
    const [, attribute = '', value = ''] = /^([#.\w]+) = (:\w+)$/.exec(clause) ?? [];
    if (value === '') throw new Error(`no equality: ${clause}`);
    return [attribute.replaceAll(/#\w+/g, (name) => names[name] ?? name), values[value]] as const;
  });
  return Object.fromEntries(clauses);
}

describe('transitions', () => {
  test.each(statuses)('from %s lead to the statuses of the diagram and to itself, except for expired', (status) => {
    const inPlace = status === 'expired' ? [] : [status];
    expect([...transitions[status]].sort()).toEqual([...nextStatuses[status], ...inPlace].sort());
  });

  test.each(statuses)('from %s to any other status throw in the store before anything is written', async (status) => {
    for (const next of statuses) {
      const { store, puts } = storeOn();
      const move = store.move(recordIn(status), recordIn(next, { version: 2 }));
      if (nextStatuses[status].includes(next) || (next === status && status !== 'expired')) {
        await expect(move).resolves.toBe(true);
        expect(puts).toHaveLength(1);
      } else {
        await expect(move).rejects.toThrow(`no transition ${status} → ${next}`);
        expect(puts).toEqual([]);
      }
    }
  });

  test('every status can be reached', () => {
    const reached = new Set(Object.values(nextStatuses).flat());
    expect(statuses.filter((status) => !reached.has(status))).toEqual([]);
  });
});

describe('a move', () => {
  test('of a record without a lease is conditional on the version and the status that were read', async () => {
    const { store, puts } = storeOn();
    await store.move(recordIn('ready', { version: 7 }), recordIn('claiming', { version: 8 }));
    expect(puts.map(expectedBy)).toStrictEqual([
      { version: 7, status: 'ready', metadataVersion: 0, isErasing: undefined },
    ]);
  });

  test.each(['provisioning', 'claiming', 'rolling_back'] as const)(
    'of a record with a lease (%s) is also conditional on owner and attempt, so that no former owner can disclose keys',
    async (status) => {
      const lease = { owner: 'me', by: 'request', attempt: 3, since: 0, expiresAt: 1 };
      const { store, puts } = storeOn();
      await store.move(recordIn(status, { version: 7, lease }), recordIn('needs_attention', { version: 8 }));
      expect(puts.map(expectedBy)).toStrictEqual([
        { version: 7, status, metadataVersion: 0, isErasing: undefined, 'lease.owner': 'me', 'lease.attempt': 3 },
      ]);
    },
  );

  test.each([
    { found: 'its own write', holds: recordIn('ready', { version: 2, writer: 'me.1' }), moved: true },
    {
      found: 'the version of another writer',
      holds: recordIn('ready', { version: 2, writer: 'somebody' }),
      moved: false,
    },
    { found: 'another version', holds: recordIn('ready', { version: 3, writer: 'me.1' }), moved: false },
    { found: 'no record', holds: undefined, moved: false },
  ])('whose condition fails and that then reads $found has taken effect: $moved', async ({ holds, moved }) => {
    const { store } = storeOn({ takes: false, ...(holds === undefined ? {} : { holds }) });
    const before = recordIn('provisioning');
    expect(await store.move(before, recordIn('ready', { version: 2, writer: 'me.1' }))).toBe(moved);
  });

  test.each([
    { reconcile: 5, due: 'due#0' },
    { reconcile: undefined, due: undefined },
  ])(
    'puts a record with a later look at $reconcile into the index of due records: $due',
    async ({ reconcile, due }) => {
      const { store, puts } = storeOn();
      await store.move(recordIn('ready'), recordIn('ready', { dueTimes: { reconcile } }));
      expect([puts[0]?.item.due, puts[0]?.item.dueAt]).toEqual([due, reconcile]);
    },
  );
});

test('a new record is written only if there is none yet', async () => {
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
  test.each(statuses)('in %s is unchanged after it is stored and read', (status) => {
    const record = recordIn(status);
    expect(parseOnboarding(JSON.parse(JSON.stringify(record)))).toEqual(record);
  });

  test.each([
    { what: 'of a schema that this code does not know', item: { ...recordIn('ready'), schema: 3 } },
    { what: 'in an unknown status', item: { ...recordIn('ready'), status: 'done' } },
    { what: 'without a field that its status requires', item: { ...recordIn('ready'), status: 'claimed' } },
    { what: 'with an unknown problem', item: { ...recordIn('failed'), problem: { slug: 'mystery', detail: '' } } },
  ])('$what is refused when it is read', ({ item }) => {
    expect(() => parseOnboarding(item)).toThrow();
  });

  test('has a lease in the statuses that a process works on', () => {
    expect(statuses.filter((status) => isWorkedOn(recordIn(status)))).toEqual([
      'provisioning',
      'claiming',
      'rotating',
      'updating',
      'rolling_back',
      'offboarding',
    ]);
  });

  test('releases its slot only in failed, expired and offboarded', () => {
    expect(statuses.filter(slotIsFree)).toEqual(['failed', 'expired', 'offboarded']);
  });

  test('keeps the common fields when its status changes, and no field of its former status', () => {
    const common = commonPart(recordIn('claimed'));
    expect(common).toMatchObject({ id: recordIn('claimed').id, foreignKeyIds: [{ userName: 'tutum', ids: [] }] });
    for (const field of ['status', 'claimedAt', 'attempt', 'keys', 'lease', 'problem'])
      expect(common).not.toHaveProperty(field);
  });
});
