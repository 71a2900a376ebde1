import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { catalog } from '../../catalog/index.ts';
import type { Step } from '../../client/index.ts';
import { openScreen, type Output } from '../../local/demo/screen.ts';

test('the demo onboards every blueprint, checks each key, receives each event and offboards everything', async () => {
  // `run` rejects if the demo does not exit with 0.
  const { stdout } = await promisify(execFile)(process.execPath, ['local/demo.ts']);
  let keys = 0;
  for (const { name } of catalog) {
    const [, users, tried, working] = new RegExp(`^ +${name} +(\\d+) .* (\\d+) +(\\d+)$`, 'm').exec(stdout) ?? [];
    expect({ name, tried, working }).toEqual({ name, tried: users, working: users });
    keys += Number(tried);
    expect(stdout).toMatch(new RegExp(`^  ${name} +✓ create-user `, 'm'));
    expect(stdout).toMatch(new RegExp(`^  ${name} +ready → claimed → offboarded +\\d+$`, 'm'));
  }
  const [, others, removedKeys] =
    /: (\d+) users, groups and policies and (\d+) keys removed; none of the keys works$/m.exec(stdout) ?? [];
  expect({ removedKeys }).toEqual({ removedKeys: String(keys) });
  expect(Number(others)).toBeGreaterThan(keys);
  expect(stdout).toContain('The receiver refuses forged events, and ignores a repeated one:');
  const answers = [...stdout.matchAll(/^ {2}a (tampered body|stale timestamp|replay) +(\d{3}) /gm)];
  expect(answers.map(([, what, status]) => [what, status])).toEqual([
    ['tampered body', '401'],
    ['stale timestamp', '401'],
    ['replay', '200'],
  ]);
}, 240_000);

const steps: readonly Step[] = [
  {
    name: 'create-user tutum',
    status: 'done',
    startedAt: '2026-11-22T10:00:00.000Z',
    endedAt: '2026-11-22T10:00:00.150Z',
  },
  { name: 'attach tutum-policy', status: 'running', startedAt: '2026-11-22T10:00:00.150Z', endedAt: null },
];

function outputOf(more: Omit<Output, 'write'>) {
  const written: string[] = [];
  return { written, output: { ...more, write: (text: string) => written.push(text) } };
}

test('without a terminal, the demo prints one line for each step when it has ended', () => {
  const { written, output } = outputOf({});
  const screen = openScreen(output, ['tutum', 'koding']);
  screen.show('tutum', steps);
  screen.show('tutum', steps);
  screen.say('koding', 'issuing keys');
  expect(written).toEqual(['  tutum   ✓ create-user tutum  150 ms\n', '  koding  issuing keys\n']);
});

test('in a terminal, the demo redraws one line for each onboarding, cut to the terminal’s width', () => {
  const { written, output } = outputOf({ isTTY: true, columns: 40 });
  const screen = openScreen(output, ['tutum', 'koding']);
  screen.show('tutum', steps);
  screen.show('tutum', steps);
  const [first = '', second = '', up] = written;
  expect(first).toContain('tutum   ██████████░░░░░░░░░░ 1/2  a');
  expect(first.replace('\u001B[2K', '').trimEnd().length).toBe(39);
  expect(second).toContain('  koding');
  expect(up).toBe('\u001B[2A');
});
