import { operations, type Operation } from './operations.ts';
import type { Outcome } from './outcome.ts';
import { schemeOf } from './tokens.ts';

/** A success that the contract promises: a status of an operation, or a kind of token that it accepts. */
export interface Goal {
  readonly operation: Operation;
  /** Undefined: any status of success. */
  readonly status: number | undefined;
  /** The name of the security scheme. Undefined: any that the operation accepts. */
  readonly scheme: string | undefined;
}

const all: readonly Goal[] = operations.flatMap((operation) => [
  ...operation.statuses.filter((status) => status < 300).map((status) => ({ operation, status, scheme: undefined })),
  // The service that the requests are sent to has tokens: no caller signs.
  ...operation.schemes
    .filter((scheme) => scheme !== 'sigv4')
    .map((scheme) => ({ operation, status: undefined, scheme })),
]);

/** Returns a goal in words, such as `retireKey 202` or `retireKey scopedToken`. */
export const nameOf = ({ operation, status, scheme }: Goal): string =>
  [operation.id, ...(status === undefined ? [] : [String(status)]), ...(scheme === undefined ? [] : [scheme])].join(
    ' ',
  );

/** Notes which goals the outcomes reach. */
export function openGoals() {
  const reached = new Set<string>();
  return {
    add: ({ operation, request, answer }: Pick<Outcome, 'operation' | 'request' | 'answer'>): void => {
      if (answer === undefined || answer.status >= 300) return;
      reached.add(`${operation} ${String(answer.status)}`).add(`${operation} ${schemeOf(request) ?? ''}`);
    },
    /** The goals that no outcome has reached. */
    missing: (): readonly Goal[] => all.filter((goal) => !reached.has(nameOf(goal))),
  };
}

export type Goals = ReturnType<typeof openGoals>;
