import { markdownTable, withoutLinks, withPart } from '../../scripts/markdown.ts';

test('a bar inside a cell is escaped', () => {
  expect(markdownTable(['a', 'b'], [['one | two', 'three']])).toBe('| a | b |\n| --- | --- |\n| one \\| two | three |');
});

const marks = ['<!-- list: npm run docs writes this part -->', '<!-- list: end -->'] as const;

test('only the text between the markers is replaced', () => {
  const [begin, end] = marks;
  const page = `before\n\n${begin}\n\nold\n\n${end}\n\nafter\n`;
  expect(withPart(page, 'list', 'new')).toBe(page.replace('old', 'new'));
});

test.each([
  ['neither mark', ''],
  ['no end', marks[0]],
  ['no begin', marks[1]],
  ['the end first', marks.toReversed().join('\n')],
  ['a begin too many', `${marks.join('\n')}\n${marks[0]}`],
])('a page with %s is refused', (_, page) => {
  expect(() => withPart(page, 'list', 'new')).toThrow('The page must have');
});

test.each([
  ['see [failure-rate](../operating.md#failure-rate)', 'see “failure-rate” in `docs/operating.md`'],
  ['[Operating](operating.md) has the steps', '`docs/operating.md` has the steps'],
  ['from [Example](https://vendor.example)', 'from Example'],
])('without links, "%s" is "%s"', (linked, expected) => {
  expect(withoutLinks(linked)).toBe(expected);
});
