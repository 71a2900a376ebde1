import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Blueprint } from '../catalog/blueprint.ts';

/**
 * The tenant that exists from the start and has launched the stack of every blueprint; the printed example uses
 * `blueprint`.
 */
export const seededTenant = { tenantId: 'acme', accountId: '111122223333', blueprint: 'tutum' } as const;

/**
 * Stores whether a data directory is seeded, so that it is seeded once, and so that a start completes an interrupted
 * reset.
 */
export interface SeedMark {
  isSeeded(): boolean;
  isResetting(): boolean;
  seeded(): void;
  resetting(): void;
}

/** @param dataDir a directory, or `:memory:` */
export function seedMark(dataDir: string): SeedMark {
  if (dataDir === ':memory:') {
    let state = 'empty';
    return {
      isSeeded: () => state === 'seeded',
      isResetting: () => state === 'resetting',
      seeded: () => (state = 'seeded'),
      resetting: () => (state = 'resetting'),
    };
  }
  const seeded = join(dataDir, 'seeded');
  const resetting = join(dataDir, 'resetting');
  return {
    // Both files exist if the process ended between the two changes of a reset, or of its completion.
    isSeeded: () => existsSync(seeded) && !existsSync(resetting),
    isResetting: () => existsSync(resetting),
    seeded: () => {
      mkdirSync(dataDir, { recursive: true });
      writeFileSync(`${seeded}.new`, '');
      renameSync(`${seeded}.new`, seeded);
      rmSync(resetting, { force: true });
    },
    resetting: () => {
      mkdirSync(dataDir, { recursive: true });
      writeFileSync(resetting, '');
      rmSync(seeded, { force: true });
    },
  };
}

/**
 * Creates the tenant's access and launches the stack of every blueprint with its widest boundary, through the public
 * APIs of Latchkey and the sandbox. All calls may be repeated: there is one access per tenant and account, and an
 * existing stack is not changed.
 * @throws if an API refuses a call.
 */
export async function seed(
  apiUrl: string,
  awsUrl: string,
  apiToken: string,
  catalog: readonly Blueprint[],
): Promise<void> {
  const { tenantId, accountId } = seededTenant;
  // One after another, because all calls write the same access record.
  for (const blueprint of catalog) {
    const access = await post(
      `${apiUrl}/v1/tenants/${tenantId}/access`,
      { accountId, blueprint: blueprint.name, parameters: widest(blueprint) },
      { authorization: `Bearer ${apiToken}` },
    );
    const { launchUrl } = z.object({ launchUrl: z.string() }).parse(JSON.parse(demandOk(access)));
    const launched = await post(`${awsUrl}/_sandbox/launch`, { launchUrl, accountId }, {});
    if (!launched.text.includes('AlreadyExistsException')) demandOk(launched);
  }
}

/** Returns the parameters with which the stack's boundary covers every onboarding of the blueprint. */
function widest({ parameters }: Blueprint): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, { boundary }]) =>
      boundary === undefined ? [] : [[name, boundary.widest]],
    ),
  );
}

interface Answered {
  readonly url: string;
  readonly status: number;
  readonly text: string;
}

async function post(url: string, body: unknown, headers: Readonly<Record<string, string>>): Promise<Answered> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { url, status: answer.status, text: await answer.text() };
}

function demandOk({ url, status, text }: Answered): string {
  if (status < 200 || status > 299) throw new Error(`The seed failed: POST ${url} answered ${status}: ${text}`);
  return text;
}
