import { deleteUnits, itemBytes, readUnits, writeUnits } from '../../bench/units.ts';

const keys = { pk: 'onboarding#1', sk: 'record' };
const byDue = ['due', 'dueAt'];

test.each([
  { item: { a: 'text' }, bytes: 5, why: 'name and UTF-8 text' },
  { item: { ä: 'ö' }, bytes: 4, why: 'two bytes each' },
  { item: { n: 1795345200000 }, bytes: 6, why: 'a number: one byte for two significant digits, and one more' },
  { item: { t: true, n: null }, bytes: 4, why: 'true and null: one byte each' },
  { item: { list: ['a', 'bc'] }, bytes: 12, why: 'a list: three bytes, one for each element, and the elements' },
  { item: { map: { a: 'b' } }, bytes: 9, why: 'a map alike, with the names' },
  { item: { a: 'b', gone: undefined }, bytes: 2, why: 'what is not there' },
])('$bytes bytes for $why', ({ item, bytes }) => {
  expect(itemBytes(item)).toBe(bytes);
});

test('a write costs one unit per started KB of the larger of the old and the new item', () => {
  const small = { ...keys, v: 'x' };
  const large = { ...keys, v: 'x'.repeat(1100) };
  expect(writeUnits(undefined, small, [])).toBe(1);
  expect(writeUnits(undefined, large, [])).toBe(2);
  expect(writeUnits(large, small, [])).toBe(2);
});

test.each([
  { what: 'an item that is not in the index', before: {}, after: {}, units: 1 },
  { what: 'a new entry', before: {}, after: { due: 'due', dueAt: 1 }, units: 2 },
  { what: 'an unchanged entry', before: { due: 'due', dueAt: 1 }, after: { due: 'due', dueAt: 1 }, units: 1 },
  { what: 'an entry whose key changes', before: { due: 'due', dueAt: 1 }, after: { due: 'due', dueAt: 2 }, units: 3 },
  { what: 'a removed entry', before: { due: 'due', dueAt: 1 }, after: {}, units: 2 },
])('with an index, a write costs $units units for $what', ({ before, after, units }) => {
  expect(writeUnits({ ...keys, ...before }, { ...keys, ...after }, [byDue])).toBe(units);
});

test.each([
  { what: 'nothing', items: [undefined], consistent: true, units: 1 },
  { what: 'nothing, eventually consistent', items: [], consistent: false, units: 0.5 },
  { what: '4,096 bytes', items: [{ v: 'x'.repeat(4095) }], consistent: true, units: 1 },
  { what: '4,097 bytes', items: [{ v: 'x'.repeat(4096) }], consistent: true, units: 2 },
  { what: 'two items', items: [{ v: 'x'.repeat(4000) }, { v: 'x'.repeat(4000) }], consistent: false, units: 1 },
])('a read of $what costs $units units', ({ items, consistent, units }) => {
  expect(readUnits(items, consistent)).toBe(units);
});

test('a delete costs the units of the item and one for each entry of an index, and one if there is no item', () => {
  expect(deleteUnits(undefined, [byDue])).toBe(1);
  expect(deleteUnits({ ...keys, v: 'x'.repeat(1100) }, [byDue])).toBe(2);
  expect(deleteUnits({ ...keys, due: 'due', dueAt: 1 }, [byDue])).toBe(2);
});
