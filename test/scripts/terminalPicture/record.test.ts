import { readFileSync, statSync } from 'node:fs';
import { record } from '../../../scripts/terminalPicture/record.ts';
import { linesOf } from '../../../scripts/terminalPicture/screen.ts';
import { pictureFile, pictureOf } from '../../../scripts/terminalPicture/svg.ts';
import { localDefaults } from '../../../local/defaults.ts';
import { startTestStack, type TestStack } from '../../support/testStack.ts';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack({ seeds: true, apiToken: localDefaults.apiToken });
});
afterAll(() => stack.close());

test('the picture of the README shows what the commands print (otherwise run "npm run screenshots:terminal")', async () => {
  expect(readFileSync(pictureFile, 'utf8')).toBe(pictureOf(await record(stack.url)));
  expect(statSync(pictureFile).size).toBeLessThan(60 * 1024);
});

test('a terminal draws over lines that a program erases, and keeps the styles', () => {
  const lines = linesOf('kept\n… a\n  b\n\u001B[2F\u001B[J\u001B[32m✓\u001B[39m a\nend\n');
  expect(lines.map((runs) => runs.map(({ text }) => text).join(''))).toEqual(['kept', '✓ a', 'end']);
  expect(lines[1]?.map(({ style }) => style.color)).toEqual(['green', undefined]);
});

test.each(['\u001B[5A', '\u001B[38m', '\u001Bc'])(
  'a control sequence that the picture cannot show is an error: %j',
  (text) => {
    expect(() => linesOf(text)).toThrow('Unknown control sequence');
  },
);

test('the picture shows characters that XML reserves', () => {
  expect(pictureOf(linesOf('<a> & "b"'))).toContain('&lt;a&gt; &amp; "b"');
});
