import { boundedDifferences } from '../../../lib/health/boundedDifferences.ts';
import type { LookItem } from '../../../lib/health/look.ts';

/** An item with as many and as long differences as a look has. */
const item = (count: number): LookItem => ({
  kind: 'attachments',
  subject: 'arn:aws:iam::400000000001:user/tutum',
  state: 'drifted',
  differences: Array.from({ length: count }, () => ({
    what: 'extra',
    found: 'x'.repeat(500),
    repair: 'none',
    why: 'w'.repeat(200),
    toDo: 't'.repeat(1000),
  })),
});

const sizeOf = (items: readonly LookItem[]) => Buffer.byteLength(JSON.stringify(items));

test('the differences of ten users with everything attached to them fit into an item of DynamoDB, and each item still names one', () => {
  const items = Array.from({ length: 60 }, () => item(40));
  expect(sizeOf(items)).toBeGreaterThan(1_000_000);
  const bounded = boundedDifferences(items);
  expect(sizeOf(bounded)).toBeLessThan(350_000);
  expect(Math.min(...bounded.map(({ differences = [] }) => differences.length))).toBe(1);
  expect(bounded.at(-1)?.reason).toMatch(/^39 more differences/);
});

test('usual differences stay as they are', () => {
  const items: readonly LookItem[] = [item(3), { kind: 'role', subject: 'r', state: 'as_planned' }];
  expect(boundedDifferences(items)).toEqual(items);
});
