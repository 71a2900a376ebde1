import { userItemOf, withUserItem } from '../../../lib/record/userItems.ts';
import { claimed } from '../../support/records.ts';

const key = (id: string, arn = 'arn:user') => ({ arn, type: 'access-key', id });
const removed = { status: 'removed' } as const;

test('a record names the ten keys of a user that were removed last, and all other items', () => {
  let record = withUserItem(claimed(), key('AKIALEFT'), { status: 'left', reason: 'It is in use.' });
  record = withUserItem(record, key('AKIAOTHER', 'arn:other'), removed);
  for (let each = 1; each <= 15; each += 1) record = withUserItem(record, key(`AKIA${String(each)}`), removed);
  const ids = record.userItems.map(({ id }) => id);
  expect(ids).toEqual(['AKIALEFT', 'AKIAOTHER', ...Array.from({ length: 10 }, (_, at) => `AKIA${String(at + 6)}`)]);
});

test('an entry replaces the earlier one for the same item, and can be taken back', () => {
  const left = withUserItem(claimed(), key('AKIA'), { status: 'left', reason: 'AWS refused it.' });
  const gone = withUserItem(left, key('AKIA'), removed);
  expect(gone.userItems).toEqual([{ ...key('AKIA'), status: 'removed' }]);
  expect(withUserItem(gone, key('AKIA'), undefined).userItems).toEqual([]);
  expect(userItemOf(left, key('AKIA'))?.reason).toBe('AWS refused it.');
});
