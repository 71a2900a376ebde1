import type { InStatus, SealedKeys } from '../../../lib/record/onboarding.ts';
import { sealedKeysFor, sealedUntil, withoutEndedCopies, withSealedKeys } from '../../../lib/record/sealedKeys.ts';
import type { RecipientKey } from '../../../lib/sealing/recipientKey.ts';
import { seal } from '../../../lib/sealing/sealing.ts';
import { newRecipient } from '../../support/recipientKeys.ts';
import { recordIn } from '../../support/records.ts';

const now = 1_800_000_000_000;
const copy = (more: Partial<SealedKeys> = {}): SealedKeys => ({
  jwe: 'a.b.c.d.e',
  thumbprint: 'of-the-key',
  kid: 'of-the-key',
  contentType: 'application/json',
  caller: 'backend',
  until: now + 1000,
  ...more,
});
function claimed(): InStatus<'claimed'> {
  const record = recordIn('claimed');
  if (record.status !== 'claimed') throw new Error('another status');
  return record;
}
const withCopies = (...copies: SealedKeys[]) => copies.reduce(withSealedKeys, claimed());
const recipient = { thumbprint: 'of-the-key', callers: ['backend'] };

test('the keys of a rotation are beside those of the claim, and each request gets its own again', () => {
  const record = withCopies(copy(), copy({ jwe: 'rotated', replaces: 'AKIAOLD', until: now + 5000 }));
  const jweFor = (more: object) => sealedKeysFor(record, { ...recipient, ...more }, now)?.jwe;
  expect([{}, { replaces: 'AKIAOLD' }, { replaces: 'AKIAOTHER' }, { callers: ['another'] }].map(jweFor)).toEqual([
    'a.b.c.d.e',
    'rotated',
    undefined,
    undefined,
  ]);
  expect([record.dueTimes.sealedKeys, sealedUntil(record)]).toEqual([now + 1000, now + 5000]);
});

test('a copy that has ended is not returned and is erased, and the others stay until their own end', () => {
  const record = withCopies(copy(), copy({ replaces: 'AKIAOLD', until: now + 5000 }));
  expect(sealedKeysFor(record, recipient, now + 1000)).toBeUndefined();
  const left = withoutEndedCopies(record, now + 1000);
  expect([left.sealed?.length, left.dueTimes.sealedKeys]).toEqual([1, now + 5000]);
  const none = withoutEndedCopies(left, now + 5000);
  expect([none.sealed, none.dueTimes.sealedKeys, sealedUntil(none)]).toEqual([undefined, undefined, undefined]);
});

test.each([
  { name: 'none of whose keys is on record', keyIds: ['AKIADELETED'], isReturned: false },
  { name: 'with a key that is on record', keyIds: ['AKIADELETED', claimed().keys[0]?.id ?? ''], isReturned: true },
  { name: 'of an earlier version, which does not name its keys', keyIds: undefined, isReturned: true },
])('a copy $name: is it returned? $isReturned', ({ keyIds, isReturned }) => {
  const record = withCopies(copy(keyIds && { keyIds }));
  expect(sealedKeysFor(record, recipient, now) !== undefined).toBe(isReturned);
});

test('the most copies of the most keys take less than a fifth of the 400 KB of an item', async () => {
  const { jwk } = newRecipient('RSA', {});
  const key: RecipientKey = { kty: 'RSA', n: jwk.n, e: jwk.e };
  const name = 'n'.repeat(64);
  const credential = {
    userName: name,
    userArn: `arn:aws-us-gov:iam::111122223333:user/${'p'.repeat(120)}/${name}`,
    accessKeyId: 'A'.repeat(20),
    secretAccessKey: 's'.repeat(40),
    verification: 'verified',
  };
  const sealed = (users: number) =>
    seal(key, 'k'.repeat(128), 'application/json', JSON.stringify(Array<object>(users).fill(credential)));
  const [ofAll, ofOne] = [await sealed(10), await sealed(1)];
  const rotated = Array.from({ length: 30 }, (_, index) => copy({ jwe: ofOne, replaces: `AKIA${String(index)}` }));
  const record = withCopies(copy({ jwe: ofAll }), ...rotated);
  expect(record.sealed?.length).toBe(11);
  const largest = withCopies(copy({ jwe: ofAll }), ...rotated.slice(0, 10));
  expect(JSON.stringify(largest.sealed).length).toBeLessThan(80 * 1024);
});
