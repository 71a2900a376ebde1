import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** Asks one question on the pipes of a process, because the prompts are a module that only Node itself can load. */
const program = `
import { terminalQuestions } from './cli/questions.ts';
const { confirm } = terminalQuestions({ input: process.stdin, output: process.stderr });
console.log(await confirm('Remove it?').catch(({ name, signal }) => name + ' ' + signal));
process.exit(0);
`;

test.each([
  ['y', 'true\n'],
  ['\u0003', 'Interrupted SIGINT\n'],
  ['\u0004', 'Interrupted SIGINT\n'],
  ['', 'Interrupted SIGINT\n'],
])('the keys %j, of which none is the end of the input, end a question with %j', async (keys, stdout) => {
  const asking = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: 'pipe' });
  asking.stderr.once('data', () => (keys === '' ? asking.stdin.end() : asking.stdin.write(keys)));
  expect(await text(asking.stdout)).toBe(stdout);
});
