import { createHash } from 'node:crypto';
import { authenticate } from '../../../../lib/http/request/bearer.ts';
import { problemOf } from '../../../support/problemOf.ts';

const sha256 = (token: string) => createHash('sha256').update(token).digest('hex');
const tokens = [
  { name: 'old', sha256: sha256('old-token') },
  { name: 'new', sha256: sha256('new-token') },
];

test.each([
  { authorization: 'Bearer old-token', caller: 'old' },
  { authorization: 'Bearer new-token', caller: 'new' },
  { authorization: 'bearer new-token', caller: 'new' },
  { authorization: 'BEARER   new-token ', caller: 'new' },
])('$authorization identifies the caller $caller', ({ authorization, caller }) => {
  expect(authenticate(authorization, tokens).name).toBe(caller);
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
  const { slug, detail } = problemOf(() => authenticate(authorization, tokens));
  expect(slug).toBe('unauthorized');
  expect(detail).not.toMatch(/wrong-token|old-tok/);
});

test('an empty token is 401, even if the hash of the empty string is configured', () => {
  const empty = [{ name: 'empty', sha256: sha256('') }];
  for (const authorization of [undefined, '', 'Bearer', 'Bearer ']) {
    expect(problemOf(() => authenticate(authorization, empty)).slug).toBe('unauthorized');
  }
});

test('every token is 401 if none is configured', () => {
  expect(problemOf(() => authenticate('Bearer old-token', [])).slug).toBe('unauthorized');
});
