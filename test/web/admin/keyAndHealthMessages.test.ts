import { keyAndHealthMessages } from '../../../web/admin/keyAndHealthMessages.ts';

test('the question before a rotation says that the old key works on, unless AWS found it in public', () => {
  const { text, exposed } = keyAndHealthMessages.rotate;
  expect([text(false), text(true), exposed].map((each) => /works for 24 hours/.test(each))).toEqual([
    true,
    false,
    false,
  ]);
  expect(exposed).toContain('ends at once');
});
