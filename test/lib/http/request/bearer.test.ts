import { authenticate } from '../../../../lib/http/request/bearer.ts';
import { problemOf } from '../../../support/problemOf.ts';
import { sha256 } from '../../../support/sha256.ts';

const tokens = [
  { kind: 'vendor' as const, name: 'old', sha256: sha256('old-token') },
  { kind: 'vendor' as const, name: 'new', sha256: sha256('new-token') },
];
const route = { callers: ['vendor'] as const };

test.each([
  { authorization: 'Bearer old-token', caller: 'old' },
  { authorization: 'Bearer new-token', caller: 'new' },
  { authorization: 'bearer new-token', caller: 'new' },
  { authorization: 'BEARER   new-token ', caller: 'new' },
])('$authorization identifies the caller $caller', ({ authorization, caller }) => {
  expect(authenticate(authorization, tokens, route).name).toBe(caller);
});

test.each([
  undefined,
  '',
  'Bearer',
  'Bearer ',
  'Bearer wrong-token',
  'Bearer old-tokenx',
  'Bearer old-toke',
  'Bearer old-token new-token',
  'Bearer old-token,new-token',
  'old-token',
  'Basic old-token',
  'xBearer old-token',
  `Bearer ${sha256('old-token')}`,
  'Bearer old-tökén',
])('%j is 401, and the answer does not repeat it', (authorization) => {
  const { slug, detail } = problemOf(() => authenticate(authorization, tokens, route));
  expect(slug).toBe('unauthorized');
  expect(detail).not.toMatch(/wrong-token|old-tok/);
});

test('an empty token is 401, even if the hash of the empty string is configured', () => {
  const empty = [{ kind: 'vendor' as const, name: 'empty', sha256: sha256('') }];
  for (const authorization of [undefined, '', 'Bearer', 'Bearer ']) {
    expect(problemOf(() => authenticate(authorization, empty, route)).slug).toBe('unauthorized');
  }
});

test.each([
  { callers: ['vendor'] as const, needed: "the back end's token" },
  { callers: ['operator'] as const, needed: "an operator's token" },
])(
  'a token of a kind that a route for $callers does not accept is 401, and the answer says which it accepts',
  ({ callers, needed }) => {
    const kinds = (['vendor', 'operator'] as const).map((kind) => ({ kind, name: kind, sha256: sha256(kind) }));
    for (const { kind } of kinds) {
      const call = () => authenticate(`Bearer ${kind}`, kinds, { callers });
      if (callers.some((each) => each === kind)) expect(call().kind).toBe(kind);
      else expect(problemOf(call)).toMatchObject({ slug: 'unauthorized', detail: expect.stringContaining(needed) });
    }
  },
);

test('every token is 401 if none is configured', () => {
  expect(problemOf(() => authenticate('Bearer old-token', [], route)).slug).toBe('unauthorized');
});
