import { decodeTime, isValid } from 'ulid';
import { ulid } from '../../../../infra/plugin/standIns/ulid.ts';

test.each([0, 1_700_000_000_123, 281_474_976_710_655])('a ULID of the time %d can be read by the package', (time) => {
  const id = ulid(time);
  expect(isValid(id)).toBe(true);
  expect(decodeTime(id)).toBe(time);
});

test('two ULIDs of one time are different, and later ones sort after earlier ones', () => {
  expect(ulid(1)).not.toBe(ulid(1));
  expect([ulid(2000), ulid(1000)].toSorted().map((id) => decodeTime(id))).toEqual([1000, 2000]);
});
