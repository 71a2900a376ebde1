import { createSandbox } from '../../local/sandbox/index.ts';
import type { LagOptions } from '../../local/sandbox/lag/profile.ts';
import { clientsOf, documentOf, rootOf, vendorOf, type Clients, type Keys } from '../support/sandboxClients.ts';

export const account = '111122223333';
const vendorAccount = '999988887777';
/** The time after which every change is visible everywhere, with any profile. */
export const settleMs = 30_000;

/** A rate at which nothing is throttled. */
const plenty = { burst: 1_000_000, perSecond: 1_000_000 };

/** Starts a sandbox with a lag, and with a clock that the test controls. */
export function lateSandbox(lag: LagOptions, dataDir = ':memory:') {
  let now = Date.parse('2026-03-01T12:00:00Z');
  const rates = { read: plenty, write: plenty };
  const sandbox = createSandbox({ dataDir, clock: () => now, lag: { rates, ...lag } });
  const pass = (ms: number) => {
    now += ms;
  };
  return {
    sandbox,
    root: rootOf(sandbox, account),
    vendor: vendorOf(sandbox),
    elsewhere: (accountId: string): Clients => rootOf(sandbox, accountId),
    as: (keys: Keys): Clients => clientsOf(sandbox, keys),
    pass,
    /** Moves the clock until every change is visible everywhere. */
    settle: () => {
      pass(settleMs);
    },
  };
}

export type Late = ReturnType<typeof lateSandbox>;

/** Calls `isNew` repeatedly while time passes. Returns `n` for each new answer and `o` for each old one. */
export async function watch({ pass }: Late, isNew: () => Promise<boolean>): Promise<string> {
  let seen = '';
  // Calls it more often at first, when most changes become visible.
  for (let ms = 0; ms < settleMs;) {
    seen += (await isNew()) ? 'n' : 'o';
    const step = ms < 2000 ? 100 : 1000;
    pass(step);
    ms += step;
  }
  return seen;
}

export const UserName = 'tutum';
export const RoleName = 'latchkey-bootstrap-tutum';
export const roleArn = `arn:aws:iam::${account}:role/${RoleName}`;
export const PolicyArn = `arn:aws:iam::${account}:policy/p`;
export const everything = documentOf({ Effect: 'Allow', Action: '*', Resource: '*' });
export const nothing = documentOf({ Effect: 'Deny', Action: '*', Resource: '*' });

export const trustOf = (...principals: readonly string[]): string =>
  documentOf({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: principals } });
export const trust = trustOf(vendorAccount);
export const nobody = trustOf('123456789012');
