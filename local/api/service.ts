import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { parseCloudFormation } from '../aws/infra.ts';
import type { Route } from './routes.ts';

/** What the local stack needs to know from serverless.yml about the functions. */
export interface ServiceDefinition {
  readonly routes: readonly Route[];
  /** The Lambda timeout in milliseconds, by function name. */
  readonly timeoutMs: Readonly<Record<string, number>>;
  /** The maximum number of messages in one event, by function name. */
  readonly batchSize: Readonly<Record<string, number>>;
}

const httpApi = z.union([z.string(), z.object({ method: z.string(), path: z.string() })]);
const event = z.looseObject({
  httpApi: httpApi.optional(),
  sqs: z.looseObject({ batchSize: z.number().default(10) }).optional(),
});
const schema = z.looseObject({
  provider: z.looseObject({ timeout: z.number().default(6) }),
  functions: z.record(
    z.string(),
    z.looseObject({ timeout: z.number().optional(), events: z.array(event).default([]) }),
  ),
});

/**
 * Reads serverless.yml, so that the local stack has the deployed routes and timeouts.
 * @throws if its format is unknown.
 */
export function readService(file: string): ServiceDefinition {
  const { provider, functions } = schema.parse(parseCloudFormation(readFileSync(file, 'utf8')));
  const entries = Object.entries(functions);
  return {
    routes: entries.flatMap(([functionName, { events }]) =>
      events.flatMap((declared) =>
        declared.httpApi === undefined ? [] : [{ functionName, key: routeKey(declared.httpApi) }],
      ),
    ),
    timeoutMs: Object.fromEntries(entries.map(([name, { timeout }]) => [name, (timeout ?? provider.timeout) * 1000])),
    batchSize: Object.fromEntries(
      entries.flatMap(([name, { events }]) =>
        events.flatMap(({ sqs }) => (sqs === undefined ? [] : [[name, sqs.batchSize] as const])),
      ),
    ),
  };
}

function routeKey(declared: z.output<typeof httpApi>): string {
  const [method, path] = typeof declared === 'string' ? declared.split(' ') : [declared.method, declared.path];
  if (method === '*' && (path === undefined || path === '*')) return '$default';
  return `${method === '*' ? 'ANY' : (method ?? '').toUpperCase()} ${path ?? ''}`;
}
