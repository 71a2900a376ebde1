import { formatDetails } from '../../../cli/output/details.ts';

const output = (isTTY: boolean) => ({ isTTY, columns: 40, write: () => true, on: () => undefined });
const sentence = 'The bootstrap role cannot be assumed yet, because of this.';
const command = `aws cloudformation create-stack ${'x'.repeat(30)}`;

test('on a terminal, sentences are broken between words, and what one copies is whole', () => {
  const details = [
    ['Problem', sentence],
    ['Or', command],
  ] as const;
  expect(formatDetails(details, output(true))).toBe(
    `Problem  The bootstrap role cannot be\n         assumed yet, because of this.\nOr       ${command}\n`,
  );
  expect(formatDetails(details, output(false))).toBe(`Problem  ${sentence}\nOr       ${command}\n`);
});
