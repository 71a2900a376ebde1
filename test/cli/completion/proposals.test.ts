import { buildApplication, buildCommand, buildRouteMap } from '@stricli/core';
import { proposalLines } from '../../../cli/completion/proposals.ts';

const proposed = ['one', 'two\nlines', 'other', 'tab\there'];
const command = buildCommand<{ readonly from?: string }>({
  docs: { brief: 'A command' },
  parameters: {
    flags: {
      from: { kind: 'parsed', parse: String, optional: true, brief: 'A\n  value', proposeCompletions: () => proposed },
    },
  },
  func: () => undefined,
});
const application = buildApplication(command, { name: 'x', scanner: { allowArgumentEscapeSequence: true } });
const output = { write: () => undefined };
const linesFor = (...words: readonly string[]) =>
  proposalLines(application, words, { process: { stdout: output, stderr: output } });

test.each([
  { words: ['--from', 'o'], lines: 'one\tA value\nother\tA value\n' },
  { words: ['--from=on'], lines: '--from=one\tA value\n' },
  { words: ['--from', ''], lines: 'one\tA value\nother\tA value\n' },
  { words: ['--fr'], lines: '--from\tA value\n' },
  { words: ['--unknown', ''], lines: '' },
  { words: [], lines: '' },
])(
  'for $words, a line for each proposal that begins with what is typed, without what a line cannot contain',
  async ({ words, lines }) => {
    expect(await linesFor(...words)).toBe(lines);
  },
);

test('a group with a default command proposes its commands beside the flags of that one', async () => {
  const group = buildRouteMap({ routes: { command, other: command }, defaultCommand: 'command', docs: { brief: 'G' } });
  const grouped = buildApplication(buildRouteMap({ routes: { group }, docs: { brief: 'R' } }), { name: 'x' });
  const lines = await proposalLines(grouped, ['group', ''], { process: { stdout: output, stderr: output } });
  expect(lines.split('\n')).toEqual(
    expect.arrayContaining(['command\tA command', 'other\tA command', '--from\tA value']),
  );
});
