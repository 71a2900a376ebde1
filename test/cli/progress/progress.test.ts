import type { Output } from '../../../cli/context.ts';
import { openProgress } from '../../../cli/progress/progress.ts';
import type { Item, Snapshot } from '../../../cli/progress/snapshot.ts';

const item = (name: string, state: Item['state'], time?: string): Item => ({ name, state, time });
const snapshots: readonly Snapshot[] = [
  { items: [item('assume-role', 'running', '5 ms'), item('create-user tutum', 'pending')], waiting: undefined },
  { items: [item('assume-role', 'done', '12 ms'), item('create-user tutum', 'running')], waiting: 'Waits for AWS' },
  { items: [item('assume-role', 'done', '12 ms'), item('create-user tutum', 'running')], waiting: 'Waits for AWS' },
  { items: [item('assume-role', 'done', '12 ms'), item('create-user tutum', 'failed', '1.0 s')], waiting: undefined },
];

function opened(parts: Partial<Output>, env: Readonly<Record<string, string>> = {}) {
  const writes: string[] = [];
  const stderr: Output = { ...parts, write: (text) => writes.push(text), on: () => undefined };
  return { writes, progress: openProgress({ process: { stdout: stderr, stderr, env } }) };
}

test('without a terminal, each step that ends and each new wait is a line', () => {
  const { writes, progress } = opened({});
  progress.say('Onboarding ob_1');
  for (const snapshot of snapshots) progress.show(snapshot);
  expect(writes.join('')).toBe('Onboarding ob_1\n✓ assume-role  12 ms\nWaits for AWS\n✗ create-user tutum  1.0 s\n');
});

const escape = '\u001B';

/** Applies what was written to the lines of a terminal. */
function screen(writes: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const text of writes) {
    const [, up = '0', rest = ''] = new RegExp(`^(?:${escape}\\[(\\d+)F${escape}\\[J)?([^]*)$`).exec(text) ?? [];
    lines.splice(lines.length - Number(up));
    lines.push(...rest.split('\n').slice(0, -1));
  }
  return lines;
}

test('on a terminal, the steps change in place, below what was said', () => {
  const { writes, progress } = opened({ isTTY: true, columns: 60, getColorDepth: () => 1 });
  progress.say('Onboarding ob_1');
  for (const snapshot of snapshots.slice(0, 2)) progress.show(snapshot);
  progress.say('The tenant has to launch the stack.');
  expect(screen(writes)).toEqual([
    'Onboarding ob_1',
    'The tenant has to launch the stack.',
    '  ✓ assume-role        12 ms',
    '  … create-user tutum',
    '  Waits for AWS',
  ]);
  const before = writes.length;
  for (const snapshot of snapshots.slice(2)) progress.show(snapshot);
  expect(writes).toHaveLength(before + 1);
  progress.end();
  progress.show({ items: [item('next', 'done')], waiting: undefined });
  expect(screen(writes).slice(-3)).toEqual([
    '  ✓ assume-role        12 ms',
    '  ✗ create-user tutum  1.0 s',
    '  ✓ next',
  ]);
});

test('a reason is cut where the names of the steps end', () => {
  const { writes, progress } = opened({ isTTY: true, columns: 40, getColorDepth: () => 1 });
  progress.show({
    items: [item('remove user tutum', 'done'), item('remove boundary', 'failed', 'Latchkey may not delete it.')],
    waiting: undefined,
  });
  expect(screen(writes)).toEqual(['  ✓ remove user tutum', '  ✗ remove boundary    Latchkey may no…']);
});

test('no line is wider than the terminal, and none controls it', () => {
  const { writes, progress } = opened({ isTTY: true, columns: 30, getColorDepth: () => 1 });
  progress.show({
    items: [item(`attach ${'policy'.repeat(9)}`, 'running', '1 ms')],
    waiting: `x\n\u001B[2J${'y'.repeat(50)}`,
  });
  const lines = screen(writes);
  expect(lines).toHaveLength(2);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(30);
  expect(lines[0]).toMatch(/… {2}1 ms$/);
  expect(lines.join('')).not.toContain('\u001B');
});

test('a terminal that cannot move the cursor gets lines', () => {
  const { writes, progress } = opened({ isTTY: true, getColorDepth: () => 1 }, { TERM: 'dumb' });
  for (const snapshot of snapshots) progress.show(snapshot);
  expect(writes.join('')).not.toContain('\u001B');
});
