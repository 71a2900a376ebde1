import { newExternalId } from '../../../lib/access/externalId.ts';

test('an external ID is 192 random bits as 32 characters of base64url', () => {
  const id = newExternalId();
  expect(id).toMatch(/^[A-Za-z0-9_-]{32}$/);
  expect(Buffer.from(id, 'base64url')).toHaveLength(24);
});

test('no two external IDs are the same', () => {
  expect(new Set(Array.from({ length: 1000 }, newExternalId)).size).toBe(1000);
});
