import { groupedBy } from '../../../authoring/policy/groupedBy.ts';

test('items with the same key are one group, in the order in which the keys come first', () => {
  expect(groupedBy(['s3:Get', 'ec2:Run', 's3:Put'], (name) => name.split(':')[0] ?? '')).toEqual([
    ['s3', ['s3:Get', 's3:Put']],
    ['ec2', ['ec2:Run']],
  ]);
});
