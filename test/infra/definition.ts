import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';

const read = (file: string): unknown => parse(readFileSync(file, 'utf8'));

const template = z.object({
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), DeletionPolicy: z.optional(z.string()), Properties: z.looseObject({}) }),
  ),
});

/** Returns the resources of a file of infra/, by logical ID. */
export const resourcesOf = (file: string) => template.parse(read(`infra/${file}.yml`)).Resources;

const statement = z.object({
  Effect: z.string(),
  Action: z.array(z.string()),
  Resource: z.unknown(),
  Condition: z.optional(z.unknown()),
});
export type Statement = z.infer<typeof statement>;

const role = z.object({
  RoleName: z.object({ 'Fn::Sub': z.string() }),
  AssumeRolePolicyDocument: z.unknown(),
  Policies: z.array(z.object({ PolicyDocument: z.object({ Statement: z.array(statement) }) })),
});

/** Each role of infra/roles.yml: its name, its trust, and all statements of its policies. */
export const roles = Object.entries(resourcesOf('roles')).map(([id, { Properties }]) => {
  const { RoleName, AssumeRolePolicyDocument, Policies } = role.parse(Properties);
  return {
    id,
    name: RoleName['Fn::Sub'],
    trust: AssumeRolePolicyDocument,
    statements: Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement),
  };
});

const service = z.object({
  custom: z.looseObject({
    concurrency: z.object({ work: z.string(), deliveries: z.string() }),
    api: z.object({ rate: z.string(), burst: z.string() }),
  }),
  provider: z.object({
    timeout: z.number(),
    environment: z.record(z.string(), z.string()),
    logs: z.object({ httpApi: z.object({ format: z.string() }) }),
  }),
  functions: z.record(
    z.string(),
    z.object({
      name: z.string(),
      handler: z.string(),
      role: z.string(),
      timeout: z.optional(z.number()),
      package: z.optional(z.object({ patterns: z.array(z.string()) })),
      events: z.array(
        z.object({
          httpApi: z.optional(z.string()),
          sqs: z.optional(
            z.object({ functionResponseType: z.string(), batchSize: z.number(), maximumConcurrency: z.string() }),
          ),
          schedule: z.optional(z.string()),
        }),
      ),
    }),
  ),
  resources: z.array(z.unknown()),
});

/** serverless.yml with unresolved variables. */
export const serverless = service.parse(read('serverless.yml'));

/** Returns the number at the end of an unresolved variable: its default. */
const defaultOf = (variable: string) => Number(/, (\d+)\}$/.exec(variable)?.[1]);

/** How many functions may process each queue at the same time, unless the deploy sets it. */
export const defaultConcurrency = {
  work: defaultOf(serverless.custom.concurrency.work),
  deliveries: defaultOf(serverless.custom.concurrency.deliveries),
};

/** How many requests a second, and how many at once, the API accepts, unless the deploy sets it. */
export const defaultApiLimits = {
  rate: defaultOf(serverless.custom.api.rate),
  burst: defaultOf(serverless.custom.api.burst),
};
