import { readDuration } from '../output/time.ts';

/** How long a command waits, and for what. */
export interface WaitFlags {
  readonly wait?: boolean | undefined;
  /** In milliseconds. */
  readonly timeout: number;
}

export const waitFlag = {
  kind: 'boolean',
  optional: true,
  withNegated: false,
  brief: 'Wait until the tenant has launched its stack',
} as const;

/** Returns the flag `--timeout`. `otherwise` is a duration such as 15m. */
export const timeoutFlag = <const T extends string>(otherwise: T) =>
  ({
    kind: 'parsed',
    parse: readDuration,
    default: otherwise,
    placeholder: 'TIME',
    brief: 'How long to wait, such as 90s, 15m or 2h; then the exit code is 3',
  }) as const;
