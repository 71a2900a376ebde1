import { asOperator } from '../support/operator.ts';
import { keyOf, later, type Answer, type Tenant } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let stack: VirtualStack;
beforeAll(async () => {
  stack = await startVirtualStack();
});
afterAll(() => {
  stack.close();
});

const slugOf = ({ status, body }: Answer) => `${String(status)} ${(body.type ?? '').split(':').at(-1) ?? ''}`.trim();

interface Arranged {
  readonly id: string;
  readonly tenant: Tenant;
  /** The ID of the key in force, or of any key. */
  readonly replaces: string;
}

async function claimed(parameters: object = {}, blueprint = 'tutum'): Promise<Arranged> {
  const tenant = stack.nextTenant();
  await stack.launch(tenant, parameters, blueprint);
  const created = await stack.create(tenant, { blueprint, parameters });
  return { tenant, id: created.body.id, replaces: keyOf(created).accessKeyId };
}

async function rotated(): Promise<Arranged & { readonly before: string }> {
  const first = await claimed();
  const answer = await stack.rotate(first.id, { replaces: first.replaces });
  return { ...first, before: first.replaces, replaces: keyOf(answer).accessKeyId };
}

const notClaimed = async (launched: boolean) => {
  const tenant = launched ? await stack.newTenant() : stack.nextTenant();
  const { body } = await stack.create(tenant, {}, later);
  await stack.until(body.id, launched ? 'ready' : 'awaiting_access');
  return { tenant, id: body.id, replaces: 'AKIAIOSFODNN7EXAMPLE' };
};

/** What is before the rotation, what it sends besides `replaces`, and what is answered. */
interface Case {
  readonly what: string;
  readonly arrange: () => Promise<Arranged>;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly refused: string;
  readonly says: readonly string[];
}

const foreign = async ({ tenant, ...more }: Arranged): Promise<Arranged> => {
  await stack.root(tenant).createAccessKey({ UserName: 'tutum' });
  return { tenant, ...more };
};

const cases: readonly Case[] = [
  {
    what: 'names no key',
    arrange: claimed,
    body: { replaces: undefined },
    refused: '422 invalid-request',
    says: ['/replaces is missing'],
  },
  {
    what: 'names no ID of a key',
    arrange: claimed,
    body: { replaces: 'x' },
    refused: '422 invalid-request',
    says: ['/replaces must be the ID'],
  },
  {
    what: 'has a negative grace time',
    arrange: claimed,
    body: { graceSeconds: -1 },
    refused: '422 invalid-request',
    says: ['/graceSeconds must not be negative'],
  },
  {
    what: 'has a grace time above 90 days',
    arrange: claimed,
    body: { graceSeconds: 7_776_001 },
    refused: '422 invalid-request',
    says: ['90 days'],
  },
  {
    what: 'names another user',
    arrange: claimed,
    body: { userName: 'ann' },
    refused: '422 invalid-request',
    says: ['/userName must be one of tutum.'],
  },
  {
    what: 'names none of several users',
    arrange: () => claimed({ userNames: ['ann', 'ben'] }, 'cycle'),
    refused: '422 invalid-request',
    says: ['/userName is missing. It must be one of ann, ben.'],
  },
  {
    what: 'ends the grace time and says that the newest key was lost',
    arrange: rotated,
    body: { endGrace: true, undelivered: true },
    refused: '422 invalid-request',
    says: ['/endGrace must not be sent with undelivered'],
  },
  {
    what: 'has a field that does not exist',
    arrange: claimed,
    body: { grace: 1 },
    refused: '422 invalid-request',
    says: ['/grace is not a field'],
  },
  {
    what: 'names an unknown key',
    arrange: claimed,
    body: { replaces: 'AKIAIOSFODNN7EXAMPLE' },
    refused: '409 already-rotated',
    says: ['is not in force', 'in replaces'],
  },
  {
    what: 'names the key that was replaced before',
    arrange: async () => {
      const { before, ...more } = await rotated();
      return { ...more, replaces: before };
    },
    refused: '409 already-rotated',
    says: ['The key in force of the user tutum is'],
  },
  {
    what: 'comes in the grace time of the one before',
    arrange: rotated,
    refused: '409 key-retiring',
    says: ['works until 20', 'endGrace: true'],
  },
  {
    what: 'comes while the key of the one before is inactive',
    arrange: async () => {
      const { before, ...more } = await rotated();
      await stack.request('POST', `/v1/onboardings/${more.id}/credentials/${before}/retire`, { force: true });
      return more;
    },
    refused: '409 key-retiring',
    says: ['is inactive, and can be reactivated until 20'],
  },
  {
    what: 'says that the newest key was lost while the key before is inactive',
    arrange: async () => {
      const { before, ...more } = await rotated();
      await stack.request('POST', `/v1/onboardings/${more.id}/credentials/${before}/retire`, { force: true });
      return more;
    },
    body: { undelivered: true },
    refused: '409 key-retiring',
    says: ['Reactivate it'],
  },
  {
    what: 'finds a key that somebody else created',
    arrange: async () => foreign(await claimed()),
    refused: '409 foreign-key',
    says: ['AKIA', 'does not delete'],
  },
  {
    what: 'is for an onboarding that is ready',
    arrange: () => notClaimed(true),
    refused: '409 wrong-state',
    says: ['the status ready', 'Claim them.'],
  },
  {
    what: 'is for an onboarding whose stack is not launched',
    arrange: () => notClaimed(false),
    refused: '409 wrong-state',
    says: ['awaiting_access'],
  },
  {
    what: 'is for an onboarding that is offboarded',
    arrange: async () => {
      const first = await claimed();
      await stack.offboard(first.id);
      return first;
    },
    refused: '409 wrong-state',
    says: ['offboarded'],
  },
  {
    what: 'is stopped by an operator',
    arrange: async () => {
      const first = await claimed();
      await stack.request('POST', `/v1/stops/tenant:${first.tenant.tenantId}`, { reason: 'A dispute.' }, asOperator);
      return first;
    },
    refused: '503 stopped',
    says: ['A dispute.'],
  },
  {
    what: 'is an operator’s, and the back end has no recipient key',
    arrange: claimed,
    headers: asOperator,
    refused: '403 operator-may-not',
    says: ['LATCHKEY_RECIPIENT_KEY'],
  },
  {
    what: 'wants a format that does not exist',
    arrange: claimed,
    headers: { accept: 'image/png' },
    refused: '406 not-acceptable',
    says: ['text/csv'],
  },
];

test.each(cases)(
  'a rotation that $what is $refused, and changes nothing',
  async ({ arrange, body, headers, refused, says }) => {
    const { id, tenant, replaces } = await arrange();
    const before = JSON.stringify([await stack.read(id), await keysIn(tenant)]);
    const answer = await stack.rotate(id, { replaces, ...body }, headers);
    expect([slugOf(answer), answer.body.detail]).toEqual([refused, expect.any(String)]);
    for (const text of says) expect(answer.body.detail).toContain(text);
    expect(JSON.stringify([await stack.read(id), await keysIn(tenant)])).toBe(before);
  },
);

async function keysIn(tenant: Tenant) {
  const { Users = [] } = await stack.root(tenant).listUsers({});
  return Promise.all(
    Users.map(async ({ UserName }) => (await stack.root(tenant).listAccessKeys({ UserName })).AccessKeyMetadata),
  );
}

test('a link token, whatever it may do, is refused', async () => {
  const tenant = stack.nextTenant();
  const created = await stack.create(tenant, { link: { delivers: 'tenant' } });
  const token = created.body.link?.token ?? '';
  const { status, body } = await stack.rotate(
    created.body.id,
    { replaces: 'AKIAIOSFODNN7EXAMPLE' },
    { authorization: `Bearer ${token}` },
  );
  expect([status, body.type]).toEqual([401, 'urn:latchkey:problem:unauthorized']);
});
