import { patternCharacters } from '../../../authoring/check/patternCharacters.ts';

test.each([
  ['[a-c]{1,32}', 'abc'],
  ['^x-[0-2]+$', 'x-012'],
  ['(?:a|b)*\\.c', 'ab.c'],
  ['[\\d/]', '0123456789/'],
  ['a{2}[b\\-]', 'ab-'],
])('texts that match %s have no other characters than %s', (pattern, characters) => {
  expect([...(patternCharacters(pattern) ?? [])].toSorted()).toEqual(characters.split('').toSorted());
});

test.each(['.*', '[^a]', '\\S+', '[\\W]', '\\p{L}'])('texts that match %s may have any character', (pattern) => {
  expect(patternCharacters(pattern)).toBeUndefined();
});
