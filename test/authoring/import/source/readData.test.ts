import { wholeFile } from '../../../../authoring/import/source/mappedText.ts';
import { objectsIn, readData } from '../../../../authoring/import/source/readData.ts';
import { asWritten, textOf, valueOf, type SourceValue } from '../../../../authoring/import/source/sourceValue.ts';

/** The value as plain data, without places. */
function plain(value: SourceValue): unknown {
  switch (value.kind) {
    case 'text':
      return asWritten(value);
    case 'list':
      return value.items.map(plain);
    case 'map':
      return Object.fromEntries(value.entries.map((entry) => [entry.key, plain(entry.value)]));
  }
}

test.each([
  ['comments', '{ // one\n "a": "x//y", /* two */ "b": "#z" # three\n}', { a: 'x//y', b: '#z' }],
  ['trailing commas', '{ "a": ["x", "y",], }', { a: ['x', 'y'] }],
  ['curly quotes', '{ “a”: “x”, ‘b’: ‘y’ }', { a: 'x', b: 'y' }],
  ['no-break spaces, tabs and a byte order mark', '\ufeff{\u00a0"a":\t"x\u00a0y"\u00a0}', { a: 'x\u00a0y' }],
  ['escapes', String.raw`{ "a": "x\"y\u0041\/" }`, { a: 'x"yA/' }],
  ['account IDs and flags without quotes', '{ "a": 012345678901, "b": true }', { a: '012345678901', b: 'true' }],
  ['members without braces', '"a": "x",\n"b": "y"\n', { a: 'x', b: 'y' }],
  ['objects without brackets', '{ "a": "x" },\n{ "a": "y" },\n', [{ a: 'x' }, { a: 'y' }]],
  ['YAML', 'a: x # no\nb: [012345678901]\n', { a: 'x', b: ['012345678901'] }],
])('reads %s', (_, text, value) => {
  expect(plain(readData(wholeFile(text)))).toEqual(value);
});

test('a text is where it stands in the file, whatever was tidied before it', () => {
  const read = readData(wholeFile('{ // “one”\n “a”: “x”,\n\t"b":\u00a0"y" }'));
  const places = ['a', 'b'].map((key) => valueOf(read, key)?.place);
  expect(places).toEqual([
    { line: 2, column: 8 },
    { line: 3, column: 8 },
  ]);
});

test.each([
  ['{ "a": "x" "b": "y" }', { line: 1, column: 12 }],
  ['{ "a": "x", "a": "y" }', { line: 1, column: 13 }],
])('%s is refused with its place', (text, place) => {
  let thrown: unknown;
  try {
    readData(wholeFile(text));
  } catch (caught) {
    thrown = caught;
  }
  expect(thrown).toMatchObject({ name: 'SourceError', place });
});

test('finds the objects in a script', () => {
  const script = `aws iam put-user-policy --policy-document '{ "a": "}" }' && cat <<EOF\n{ "a": "y" }\nEOF\n`;
  expect(objectsIn(wholeFile(script)).map((each) => textOf(readData(each), 'a'))).toEqual(['}', 'y']);
});
