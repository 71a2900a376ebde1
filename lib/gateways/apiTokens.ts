import type { GetParametersByPathCommand, SSMClient } from '@aws-sdk/client-ssm';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { TokenHash, Tokens } from '../http/ports.ts';
import { areApart, haveOwnHashes, readStoredToken, type TokenSource } from './config/tokenHashes.ts';
import { remembered } from './remembered.ts';

/**
 * Returns the callers' tokens: those in the settings and, if the back end's are in SSM, each parameter under the path.
 * The name of the parameter is the name of the caller, and its value is what follows `name=` in
 * LATCHKEY_API_TOKEN_HASHES.
 *
 * `all` throws Error if the parameters cannot be read, if there are none, or if one is not valid.
 *
 * @param now returns the monotonic clock, in milliseconds
 */
export function apiTokens(
  { tokens, tokensPath, requestTimeoutMs }: TokenSource & { readonly requestTimeoutMs: number },
  now: () => number,
): Tokens {
  if (tokensPath === undefined) return { configured: tokens, all: () => Promise.resolve(tokens) };
  const all = remembered(async () => {
    const stored = await tokensUnder(tokensPath, requestTimeoutMs);
    if (!haveOwnHashes(stored)) throw new Error(`Two SSM parameters under ${tokensPath} have the same token.`);
    if (areApart(stored, tokens)) return [...stored, ...tokens];
    throw new Error(
      `An SSM parameter under ${tokensPath} has the name or the token of an operator (LATCHKEY_OPERATOR_TOKEN_HASHES).`,
    );
  }, now);
  return { configured: tokens, all };
}

interface Entry {
  readonly name: string;
  readonly value: string;
}

async function tokensUnder(path: string, requestTimeoutMs: number): Promise<readonly TokenHash[]> {
  const entries = await entriesUnder(path, requestTimeoutMs).catch((error: unknown) => {
    // Only the first line: AWS repeats the signed headers below it if the signature is refused.
    const [reason = ''] = String(error).split('\n');
    throw new Error(`The API tokens under ${path} cannot be read from SSM. ${reason}`);
  });
  if (entries.length === 0) throw new Error(`There is no SSM parameter under ${path}, so there is no API token.`);
  return entries.flatMap(({ name, value }) => {
    try {
      return readStoredToken(name, value);
    } catch {
      // The message would show the value. Somebody may have stored the token itself instead of its hash.
      throw new Error(
        `The SSM parameter ${path}/${name} is not the hex SHA-256 of a token, with its tenants if limited.`,
      );
    }
  });
}

/** Returns each parameter under the path. SSM returns at most 10 in one answer. */
async function entriesUnder(Path: string, requestTimeoutMs: number): Promise<readonly Entry[]> {
  const { Client, Command } = runtimeSdk();
  const client = new Client({});
  const entries: Entry[] = [];
  let NextToken: string | undefined;
  do {
    const command = new Command({ Path, WithDecryption: true, NextToken });
    const { Parameters = [], NextToken: next } = await client.send(command, {
      abortSignal: AbortSignal.timeout(requestTimeoutMs),
    });
    for (const { Name = '', Value = '' } of Parameters)
      entries.push({ name: Name.slice(Path.length + 1), value: Value });
    NextToken = next;
  } while (NextToken !== undefined);
  return entries;
}

const isClass = (value: unknown) => typeof value === 'function';

/**
 * Returns the SSM client of the SDK that is installed: in Lambda, that of the runtime. It is not bundled, because it would
 * add up to 180 KB to functions that call no other AWS service, and only deployments with many tokens use it.
 */
function runtimeSdk() {
  const installed = z.object({
    SSMClient: z.custom<typeof SSMClient>(isClass),
    GetParametersByPathCommand: z.custom<typeof GetParametersByPathCommand>(isClass),
  });
  const load = createRequire(join(process.cwd(), 'package.json'));
  const sdk = installed.parse({ ...load('@aws-sdk/client-ssm') });
  return { Client: sdk.SSMClient, Command: sdk.GetParametersByPathCommand };
}
