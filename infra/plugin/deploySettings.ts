import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Blueprint } from '../../catalog/blueprint.ts';
import { partitionOf } from '../../lib/core/partitions.ts';
import { apiLimitsProblem } from './apiLimits.ts';
import { sizeProblem } from './environmentSize.ts';
import type { ApiLimits, DeploySettings, TemplatesSettings } from './framework.ts';
import { urlSuffix } from './place.ts';
import { publishedIn, templatesProblem } from './templatesPlace.ts';

/** The account ID is not known before the deploy, and every account ID has 12 digits. */
const exampleAccountId = '999988887777';

/** The settings for which a deploy has no default: their environment variables, and an example of each. */
const needed = {
  namespace: ['LATCHKEY_NAMESPACE', 'example'],
  vendorName: ['LATCHKEY_VENDOR_NAME', 'Example Inc.'],
  apiTokenHashes: ['LATCHKEY_API_TOKEN_HASHES', 'backend=<hex SHA-256 of a bearer token>'],
} as const;

/** The deploy settings that are no settings of the functions. */
interface PluginSettings {
  readonly given: DeploySettings;
  readonly templates: TemplatesSettings;
  readonly api: ApiLimits;
}

/**
 * Returns why the deployed functions would not start: a text that names all missing settings, or the first wrong one, and
 * says what it has to be. Returns undefined if they would start.
 *
 * Reads the configuration in a thread that has the environment of the functions, because a function reads its
 * configuration when the module is loaded. Also checks the lengths of names, the size of the environment, the limits of the
 * API, and whether tenants could read the bootstrap templates.
 *
 * @param environment the environment that serverless.yml sets for every function, including its defaults
 * @param settings `given`: the settings for which a deploy has no default
 * @param catalog every blueprint that is deployed, whose names have to fit too
 */
export async function deployProblem(
  projectDirectory: string,
  environment: Readonly<Record<string, string>>,
  { given, templates, api }: PluginSettings,
  region: string,
  catalog: readonly Blueprint[],
): Promise<string | undefined> {
  const missing = missingProblem(given, environment['LATCHKEY_AUTH'] === 'sigv4');
  if (missing !== undefined) return missing;
  const place = { namespace: given.namespace ?? '', accountId: exampleAccountId, region };
  const published = publishedIn(templates, place);
  const env = {
    ...environment,
    LATCHKEY_VENDOR_ACCOUNT_ID: exampleAccountId,
    LATCHKEY_PARTITION: partitionOf(region),
    LATCHKEY_TEMPLATES_URL: `https://${published.bucket}.s3.${published.region}.${urlSuffix(published.region)}/templates`,
    LATCHKEY_NAMESPACE: given.namespace ?? undefined,
    LATCHKEY_VENDOR_NAME: given.vendorName ?? undefined,
    LATCHKEY_API_TOKEN_HASHES: given.apiTokenHashes ?? undefined,
  };
  const set = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[name, value] as const],
    ),
  );
  return (
    (await startProblem(projectDirectory, { ...set, AWS_REGION: region }, catalog)) ??
    sizeProblem(set) ??
    apiLimitsProblem(api) ??
    templatesProblem(templates, { ...place, accountId: '<account>' })
  );
}

/** @param signs whether callers sign their requests, so that they need no tokens */
function missingProblem(given: DeploySettings, signs: boolean): string | undefined {
  const missing = (['namespace', 'vendorName', 'apiTokenHashes'] as const).filter(
    (name) => !given[name] && !(signs && name === 'apiTokenHashes'),
  );
  if (missing.length === 0) return undefined;
  const params = missing.map((name) => `--param="${name}=${needed[name][1]}"`).join(' ');
  const variables = missing.map((name) => needed[name][0]).join(', ');
  return `A deploy needs ${missing.join(', ')}. Set them with these arguments and your values: ${params} (after a -- if npm runs the command), or in the environment: ${variables}. See docs/configuration.md.`;
}

/** Returns the names of the settings that a deploy takes by `--param`: those that serverless.yml reads. */
export function settingsOf(projectDirectory: string): readonly string[] {
  const text = readFileSync(join(projectDirectory, 'serverless.yml'), 'utf8');
  return [...new Set([...text.matchAll(/\$\{param:(\w+)/g)].map(([, name = '']) => name))];
}

/** Returns why a function with this environment would not start. */
function startProblem(
  projectDirectory: string,
  environment: Readonly<Record<string, string>>,
  catalog: readonly Blueprint[],
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const start = new Worker(join(projectDirectory, 'infra/plugin/checkConfig.ts'), {
      env: environment,
      workerData: catalog,
    });
    start.once('error', (error) => {
      const how = `Set it in the environment, or by --param: ${settingsOf(projectDirectory).join(', ')}.`;
      resolve(`${error instanceof Error ? error.message : String(error)} ${how}`);
    });
    start.once('exit', () => {
      resolve(undefined);
    });
  });
}
