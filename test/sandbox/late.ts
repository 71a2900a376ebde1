import { createSandbox } from '../../local/sandbox/index.ts';
import type { LagOptions } from '../../local/sandbox/lag/profile.ts';
import { clientsOf, documentOf, rootOf, vendorOf, type Clients, type Keys } from '../support/sandboxClients.ts';

export const account = '111122223333';
const vendorAccount = '999988887777';
/** After so long every change has arrived everywhere, whatever the profile. */
export const settleMs = 30_000;

/** So many that nothing is throttled. */
const plenty = { burst: 1_000_000, perSecond: 1_000_000 };

/** A sandbox that is late, and whose time is the test's. */
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
    /** Lets everything arrive everywhere. */
    settle: () => {
      pass(settleMs);
    },
  };
}

export type Late = ReturnType<typeof lateSandbox>;

/** Asks again and again while time passes: `n` where the answer is the new one, `o` where it is the old one. */
export async function watch({ pass }: Late, isNew: () => Promise<boolean>): Promise<string> {
  let seen = '';
  // Often at first, when most changes arrive.
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
