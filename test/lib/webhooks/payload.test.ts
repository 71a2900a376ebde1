import { payloadLimitBytes, payloadOf } from '../../../lib/webhooks/payload.ts';
import { eventSchemas, isEventType, payloadSchema } from '../../../lib/webhooks/eventSchemas.ts';

const at = Date.UTC(2026, 10, 22, 12, 0, 0, 5);
const who = { id: 'ob_01JD0000000000000000000000', tenantId: 'acme', accountId: '111122223333', blueprint: 'cycle' };
const problem = { type: 'urn:latchkey:problem:access-denied', title: 'AWS denied a call', detail: 'Update the stack.' };
const bytesOf = (text: string) => Buffer.byteLength(text);

/** The longest possible name, path and user ARN. */
const longest = {
  tenantId: 't'.repeat(128),
  name: 'n'.repeat(64),
  arn: (name: string) =>
    `arn:aws-us-gov:iam::111122223333:user/${'v'.repeat(20)}/${'b'.repeat(32)}/${who.id}/${name.padEnd(64, 'n')}`,
};

const oldKey = {
  ...who,
  status: 'claimed',
  key: { userName: 'tutum', userArn: longest.arn('tutum'), accessKeyId: 'AKIARTX3GSDSZFQGFTM6' },
} as const;

const examples = {
  'onboarding.ready': { ...who, status: 'ready' },
  'onboarding.claimed': {
    ...who,
    status: 'claimed',
    keys: [{ userName: 'tutum', userArn: longest.arn('tutum'), accessKeyId: 'AKIARTX3GSDSZFQGFTM6' }],
  },
  'onboarding.failed': { ...who, status: 'failed', problem, step: 'create-user tutum', leftovers: [] },
  'onboarding.needs_attention': { ...who, status: 'needs_attention', problem, leftovers: [longest.arn('tutum')] },
  'onboarding.expired': { ...who, status: 'expired' },
  'onboarding.offboarded': {
    ...who,
    status: 'offboarded',
    receipt: { resources: [{ type: 'user', arn: longest.arn('tutum'), status: 'removed' }] },
  },
  'onboarding.updated': { ...who, status: 'claimed', blueprintDigest: '0123456789abcdef' },
  'onboarding.update_failed': {
    ...who,
    status: 'claimed',
    problem: { type: 'urn:latchkey:problem:quota-exceeded', title: 'A quota is used up', detail: 'IAM allows ten.' },
  },
  'onboarding.drifted': {
    ...who,
    status: 'claimed',
    drift: [{ kind: 'attachments', subject: longest.arn('tutum'), what: 'extra', repair: 'none' }],
  },
  'onboarding.access_lost': { ...who, status: 'claimed', since: new Date(at).toISOString(), problem },
  'credentials.exposed': {
    ...who,
    status: 'claimed',
    since: new Date(at).toISOString(),
    users: [{ userName: 'tutum', userArn: longest.arn('tutum'), policyArn: 'arn:aws:iam::aws:policy/Quarantine' }],
    keys: [{ userName: 'tutum', userArn: longest.arn('tutum'), accessKeyId: 'AKIARTX3GSDSZFQGFTM6' }],
  },
  'credentials.unused': {
    ...who,
    status: 'claimed',
    keys: [{ userName: 'tutum', userArn: longest.arn('tutum'), accessKeyId: 'AKIARTX3GSDSZFQGFTM6', lastUsedAt: null }],
  },
  'credentials.old_key_in_use': {
    ...oldKey,
    keptBecause: 'in-use',
    lastUse: { service: 'ec2', region: 'us-east-1', at: new Date(at).toISOString() },
    lookAgainAt: new Date(at).toISOString(),
  },
  'credentials.old_key_deactivated': {
    ...oldKey,
    reason: 'Its grace time is over.',
    endsAt: new Date(at).toISOString(),
  },
  'credentials.old_key_reactivated': { ...oldKey, reason: 'Somebody did.', endsAt: new Date(at).toISOString() },
  'credentials.old_key_removed': { ...oldKey, reason: 'Latchkey deleted it.' },
  'credentials.rotation_due': {
    ...who,
    status: 'claimed',
    keys: [{ ...oldKey.key, rotateBy: new Date(at).toISOString() }],
  },
  'credentials.rotated': { ...oldKey, replaces: 'AKIARTX3GSDSZFQGFTM5', endsAt: new Date(at).toISOString() },
  'webhook.test': { message: 'Hello.' },
} as const;

test('the examples cover every event type', () => {
  expect(Object.keys(examples)).toEqual(Object.keys(eventSchemas));
});

test.each(Object.entries(examples))('the payload of %s has its type, version, time and data', (type, data) => {
  const text = payloadOf({ type, at, data });
  expect(JSON.parse(text)).toEqual({ type, version: 1, timestamp: '2026-11-22T12:00:00.005Z', data });
  expect(isEventType(type) && payloadSchema(type).safeParse(JSON.parse(text)).success).toBe(true);
  // The text must be the same at every try, because its signature covers it.
  expect(payloadOf({ type, at, data })).toBe(text);
});

test.each(Object.entries(examples))('the payload of %s has only the fields of its schema', (type, data) => {
  const more = { secretAccessKey: 'wJalr', externalId: 'very-secret', parameters: { userName: 'wJalr' } };
  const keys = 'keys' in data ? { keys: data.keys.map((key) => ({ ...key, ...more })) } : {};
  expect(payloadOf({ type, at, data: { ...data, ...more, ...keys } })).toBe(payloadOf({ type, at, data }));
});

test.each([
  ['an unknown event type', 'onboarding.started', { ...who }],
  ['data of another type', 'onboarding.claimed', examples['onboarding.ready']],
])('%s throws, because it is a programming error', (_, type, data) => {
  expect(() => payloadOf({ type, at, data })).toThrow();
});

const tenUsers = Array.from({ length: 10 }, (_, index) => String(index));

test('the keys of ten users with the longest names fit into a payload', () => {
  const keys = tenUsers.map((name) => ({
    userName: name.padEnd(64, 'n'),
    userArn: longest.arn(name),
    accessKeyId: 'AKIARTX3GSDSZFQGFTM6',
  }));
  const claimed = payloadOf({
    type: 'onboarding.claimed',
    at,
    data: { ...who, tenantId: longest.tenantId, status: 'claimed', keys },
  });
  expect(claimed).toContain(keys.at(-1)?.userArn);
  const resources = tenUsers.flatMap((name) => [
    { type: 'user', arn: longest.arn(name), status: 'removed' },
    { type: 'access-key', arn: longest.arn(name), accessKeyId: 'AKIARTX3GSDSZFQGFTM6', status: 'removed' },
  ]);
  const offboarded = payloadOf({
    type: 'onboarding.offboarded',
    at,
    data: { ...who, tenantId: longest.tenantId, status: 'offboarded', receipt: { resources } },
  });
  expect(JSON.parse(offboarded)).toMatchObject({ data: { receipt: { resources } } });
  expect([claimed, offboarded].map(bytesOf).filter((bytes) => bytes > payloadLimitBytes / 2)).toEqual([]);
});

test('a receipt that is too long lists leftovers first, and says how many lines it omits', () => {
  const removed = Array.from({ length: 400 }, (_, index) => ({
    type: 'inline-policy',
    arn: longest.arn(String(index)),
    status: 'removed',
  }));
  const left = { type: 'user', arn: longest.arn('last'), status: 'left', reason: 'ß'.repeat(1000) };
  const text = payloadOf({
    type: 'onboarding.offboarded',
    at,
    data: { ...who, status: 'offboarded', receipt: { resources: [...removed, left] } },
  });
  const { data } = payloadSchema('onboarding.offboarded').parse(JSON.parse(text));
  expect(bytesOf(text)).toBeLessThanOrEqual(payloadLimitBytes);
  expect(bytesOf(text)).toBeGreaterThan(payloadLimitBytes - 400);
  expect(data.receipt.resources[0]).toEqual({ ...left, reason: `${'ß'.repeat(299)}…` });
  expect(data.receipt.resources.length + (data.receipt.omitted ?? 0)).toBe(401);
});

test.each(['onboarding.failed', 'onboarding.needs_attention'])(
  'the payload of %s with too many leftovers says how many it omits',
  (type) => {
    const leftovers = Array.from({ length: 400 }, (_, index) => longest.arn(String(index)));
    const status = type.slice('onboarding.'.length);
    const long = { ...problem, detail: 'd'.repeat(30_000) };
    const text = payloadOf({ type, at, data: { ...who, status, problem: long, leftovers } });
    expect(bytesOf(text)).toBeLessThanOrEqual(payloadLimitBytes);
    expect(text).toMatch(/"omitted":\d+/);
  },
);
