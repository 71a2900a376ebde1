import { wrap } from '../../../cli/output/wrap.ts';

test.each([
  ['one two three', ['one two', 'three']],
  ['  one two three', ['  one', '  two', '  three']],
  ['one\ntwo', ['one', 'two']],
  ['https://example.com/long a', ['https://example.com/long', 'a']],
  ['', ['']],
])('%j is broken into lines of at most 8 characters, between words', (text, lines) => {
  expect(wrap(text, 8)).toEqual(lines);
});
