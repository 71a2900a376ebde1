import type { AccountsView } from './lag/view.ts';
import type { Account } from './state.ts';
import type { Caller } from './types.ts';
import type { QueryStructure } from './wire/query.ts';
import type { OutputStructure } from './wire/xml.ts';

/**
 * The input of an operation, besides its own parameters. Times are epoch milliseconds. The accounts are as the machine
 * that handles the call sees them. A change is applied to their current state.
 */
export interface Request {
  readonly caller: Caller;
  readonly accountId: string;
  /** The caller's account. */
  readonly account: Account;
  readonly accounts: AccountsView;
  /** The caller's account as policy evaluation sees it. Default: `account`. */
  readonly authorizing?: Account;
  readonly now: number;
  /** From when reads see what this call creates. */
  readonly visibleAt: number;
  /** Called with the account and access key ID of each new session. */
  readonly onSession?: (accountId: string, accessKeyId: string) => void;
}

/** Condition keys and their values. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

/** One action on one resource that the caller must be allowed to perform. */
export interface Target {
  /** Set if the action is not the operation itself, such as `iam:TagUser` for a CreateUser with tags. */
  readonly action?: string;
  /** The ARN that is matched with policies. `*` if the action does not support resource-level permissions. */
  readonly resource: string;
  /** The resource as the AccessDenied message names it. */
  readonly shown: string;
  readonly context?: Context;
}

/**
 * An operation whose parameters are read. First all targets are authorized, then `run` is called, then the account is
 * saved.
 */
interface Prepared {
  readonly targets: readonly Target[];
  readonly run: () => OutputStructure | Promise<OutputStructure>;
}

/**
 * Reads the parameters of a call. Throws ValidationError or InvalidInput. The account is not changed until `run` is
 * called.
 */
export type Operation = (input: QueryStructure, request: Request) => Prepared;

/**
 * Creates an operation that checks a call in the order of AWS: first the parameters (ValidationError), then the
 * permissions (AccessDenied), then the resources (NoSuchEntity, EntityAlreadyExists, …). `run` must check everything
 * before it changes anything.
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
