import type { Random } from './random.ts';

/** Texts that programs often get wrong. All are Unicode. */
export const oddTexts: readonly string[] = [
  '',
  ' ',
  '0',
  'null',
  'é',
  'Ω≈ç√∫',
  '漢字かな交じり文',
  'שלום עולם',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  'e\u0301\u0302\u0303\u0304',
  '\u0000',
  'a\u0000b',
  'line\nbreak\r\n\ttab',
  '\u202Egnp.exe',
  '\u200B\uFEFF',
  '../../../etc/passwd',
  'a/b?c=d#e&f',
  '%00%2F%2e%2e',
  '${jndi:ldap://127.0.0.1/a}',
  '<script>alert(1)</script>',
  `'; DROP TABLE state; --`,
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '*',
  'arn:aws:iam::123456789012:root',
  'A'.repeat(129),
  '漢'.repeat(2_000),
  'x'.repeat(20_000),
];

/** Numbers at the limits of what JSON and JavaScript can hold, as they stand in a JSON text. */
const oddNumbers: readonly string[] = [
  '0',
  '-0',
  '-1',
  '0.5',
  '1e-400',
  '1e400',
  '-1e400',
  '59.999999999999999999',
  '3601',
  '9007199254740993',
  '1234567890'.repeat(30),
];

/** Returns the JSON text of some value of any type. */
export function oddJson(random: Random): string {
  return random.pick<() => string>([
    () => 'null',
    () => random.pick(['true', 'false']),
    () => random.pick(oddNumbers),
    () => JSON.stringify(random.pick(oddTexts)),
    () => String.raw`"\ud800 half of a pair"`,
    () => '[]',
    () => '{}',
    () =>
      `[${Array.from({ length: random.below(60) }, () => JSON.stringify(random.pick(oddTexts.slice(0, 20)))).join()}]`,
    () => `{${JSON.stringify(random.pick(oddTexts))}:${JSON.stringify(random.pick(oddTexts))}}`,
    () => nested(random.pick([3, 14, 15, 16, 17, 40, 5000])),
  ])();
}

/** Returns the JSON text of arrays or objects within each other. */
const nested = (levels: number) =>
  levels % 2 === 0 ? '['.repeat(levels) + ']'.repeat(levels) : '{"a":'.repeat(levels) + '1' + '}'.repeat(levels);
