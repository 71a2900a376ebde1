import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Blueprint } from '../catalog/blueprint.ts';
import { boundaryParameters } from '../lib/blueprints/permissionsBoundary.ts';
import { requiredParameters } from './requiredParameters.ts';

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
  /**
   * Returns those of the blueprints whose stacks were not launched yet. Blueprints can be added after the first start.
   */
  unseeded(catalog: readonly Blueprint[]): readonly Blueprint[];
  isResetting(): boolean;
  seeded(catalog: readonly Blueprint[]): void;
  resetting(): void;
}

/** @param dataDir a directory, or `:memory:` */
export function seedMark(dataDir: string): SeedMark {
  if (dataDir === ':memory:') {
    let state = 'empty';
    let names: readonly string[] = [];
    return {
      isSeeded: () => state === 'seeded',
      unseeded: (catalog) => (state === 'seeded' ? without(names, catalog) : catalog),
      isResetting: () => state === 'resetting',
      seeded: (catalog) => {
        state = 'seeded';
        names = namesOf(catalog);
      },
      resetting: () => (state = 'resetting'),
    };
  }
  const seeded = join(dataDir, 'seeded');
  const resetting = join(dataDir, 'resetting');
  const isSeeded = () => existsSync(seeded) && !existsSync(resetting);
  return {
    // Both files exist if the process ended between the two changes of a reset, or of its completion.
    isSeeded,
    unseeded: (catalog) => (isSeeded() ? without(readFileSync(seeded, 'utf8').split('\n'), catalog) : catalog),
    isResetting: () => existsSync(resetting),
    seeded: (catalog) => {
      mkdirSync(dataDir, { recursive: true });
      writeFileSync(`${seeded}.new`, namesOf(catalog).join('\n'));
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

const namesOf = (catalog: readonly Blueprint[]) => catalog.map(({ name }) => name);
const without = (names: readonly string[], catalog: readonly Blueprint[]) =>
  catalog.filter(({ name }) => !names.includes(name));

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
    const parameters = widest(blueprint);
    const unknown = boundaryParameters(blueprint).filter(
      ({ name, parameter }) => !Object.hasOwn(parameters, name) && !Object.hasOwn(parameter, 'default'),
    );
    if (unknown.length > 0) {
      const names = unknown.map(({ name }) => name).join(', ');
      console.log(`${tenantId} launches no stack of ${blueprint.name}: no value is known that ${names} takes.`);
      continue;
    }
    const access = await post(
      `${apiUrl}/v1/tenants/${tenantId}/access`,
      { accountId, blueprint: blueprint.name, parameters },
      { authorization: `Bearer ${apiToken}` },
    );
    const { launchUrl } = z.object({ launchUrl: z.string() }).parse(JSON.parse(demandOk(access)));
    const launched = await post(`${awsUrl}/_sandbox/launch`, { launchUrl, accountId }, {});
    if (!launched.text.includes('AlreadyExistsException')) demandOk(launched);
  }
}

/** Returns the parameters with which the stack's boundary covers every onboarding of the blueprint. */
function widest(blueprint: Blueprint): Readonly<Record<string, unknown>> {
  const required = requiredParameters(blueprint, 1, seededTenant.accountId);
  return Object.fromEntries(
    boundaryParameters(blueprint).flatMap(({ name }): [string, unknown][] => {
      const hint = blueprint.parameters[name]?.boundary;
      if (hint !== undefined) return [[name, hint.widest]];
      return required[name] === undefined ? [] : [[name, required[name]]];
    }),
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
