import type { AccountsView } from './lag/view.ts';
import type { Account } from './state.ts';
import type { Caller } from './types.ts';
import type { QueryStructure } from './wire/query.ts';
import type { OutputStructure } from './wire/xml.ts';

/**
 * What every operation gets besides its own parameters; the account is the caller's. Times are epoch ms. The accounts are
 * as the machine that was asked has them; a change is carried out on them as they are.
 */
export interface Request {
  readonly caller: Caller;
  readonly accountId: string;
  readonly account: Account;
  readonly accounts: AccountsView;
  /** The caller's account as the evaluation of policies has it; left out, it is the same. */
  readonly authorizing?: Account;
  readonly now: number;
  /** From when on reads see what this call makes. */
  readonly visibleAt: number;
  /** Is told the key of each session that is given out, and the account that it is for. */
  readonly onSession?: (accountId: string, accessKeyId: string) => void;
}

export type Context = Readonly<Record<string, string | readonly string[]>>;

/** What a call must be allowed to do: one action on one resource. */
export interface Target {
  /** Where it is not the operation itself: `iam:TagUser` of a CreateUser with tags. */
  readonly action?: string;
  /** The ARN that policies are matched with; `*` where the action has no resource-level permission. */
  readonly resource: string;
  /** The resource as AccessDenied names it. */
  readonly shown: string;
  readonly context?: Context;
}

/** An operation with its parameters read: first all targets are authorized, then it runs, then the account is saved. */
interface Prepared {
  readonly targets: readonly Target[];
  readonly run: () => OutputStructure | Promise<OutputStructure>;
}

export type Operation = (input: QueryStructure, request: Request) => Prepared;

/**
 * Puts an operation together in the order AWS works in: parameters (ValidationError), permission (AccessDenied), then
 * what exists (NoSuchEntity, EntityAlreadyExists, …). `run` checks everything before it changes anything.
 */
export function operation<Arguments>(parts: {
  read: (input: QueryStructure, request: Request) => Arguments;
  targets: (args: Arguments, request: Request) => readonly Target[];
  run: (args: Arguments, request: Request) => OutputStructure | Promise<OutputStructure>;
}): Operation {
  return (input, request) => {
    const args = parts.read(input, request);
    return { targets: parts.targets(args, request), run: () => parts.run(args, request) };
  };
}
