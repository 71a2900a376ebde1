import { readDuration } from '../output/time.ts';

/** The flag `--grace`: how long a key works that is replaced, or that works again. In seconds. */
export const graceFlag = {
  kind: 'parsed',
  parse: readGrace,
  optional: true,
  placeholder: 'TIME',
  brief: 'How long the old key works on, such as 90s, 2h or 7d, or 0 (default: 24h)',
} as const;

function readGrace(given: string): number {
  return given === '0' ? 0 : readDuration(given) / 1000;
}
