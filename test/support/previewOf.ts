import * as z from 'zod';
import { ask, asJson } from './ask.ts';

const identity = { name: z.string(), arn: z.string(), attachedPolicies: z.array(z.string()) };
const document = z.object({ Version: z.string(), Statement: z.array(z.looseObject({})) });

const tags = z.array(z.strictObject({ key: z.string(), value: z.string() }));
const previewSchema = z.strictObject({
  blueprint: z.string(),
  title: z.string(),
  source: z.string(),
  partition: z.string(),
  accountId: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  placeholders: z.array(z.string()),
  path: z.string(),
  users: z.array(
    z.strictObject({
      ...identity,
      permissionsBoundary: z.string(),
      groups: z.array(z.string()),
      tags,
      credentials: z.string(),
    }),
  ),
  groups: z.array(z.strictObject(identity)),
  policies: z.array(
    z.strictObject({
      name: z.string(),
      arn: z.string(),
      document,
      characters: z.number(),
      tags,
      fitsInlineInUser: z.boolean(),
    }),
  ),
  managedPolicies: z.array(
    z.strictObject({
      name: z.string(),
      arn: z.string(),
      version: z.nullable(z.string()),
      updatedAt: z.nullable(z.string()),
      document: z.nullable(document),
    }),
  ),
  summary: z.array(
    z.strictObject({
      users: z.array(z.string()),
      text: z.string(),
      everything: z.boolean(),
      access: z.array(
        z.strictObject({
          text: z.string(),
          service: z.string(),
          isFull: z.boolean(),
          limit: z.optional(z.string()),
          levels: z.array(z.strictObject({ level: z.string(), allowed: z.number(), of: z.number() })),
          actions: z.array(z.string()),
          permissionsManagement: z.array(z.string()),
        }),
      ),
      withheldByBoundary: z.array(z.string()),
      notCounted: z.array(z.string()),
    }),
  ),
  risks: z.array(z.strictObject({ level: z.string(), path: z.optional(z.string()), detail: z.string() })),
  boundary: z.strictObject({ name: z.string(), arn: z.string(), document, characters: z.number() }),
  role: z.strictObject({
    name: z.string(),
    arn: z.string(),
    trustPolicy: document,
    permissionsPolicies: z.array(z.strictObject({ name: z.string(), document })),
  }),
  stack: z.strictObject({
    name: z.string(),
    templateUrl: z.string(),
    templateFile: z.string(),
    parameters: z.record(z.string(), z.string()),
    // A record, because an object schema would move the keys that it names to the front.
    template: z.record(z.string(), z.unknown()),
  }),
  differences: z.array(z.strictObject({ guide: z.string(), here: z.string(), why: z.string() })),
  notes: z.array(z.string()),
  sizes: z.array(
    z.strictObject({
      subject: z.string(),
      quota: z.string(),
      used: z.number(),
      limit: z.number(),
      fits: z.boolean(),
    }),
  ),
  steps: z.array(z.strictObject({ name: z.string(), needs: z.array(z.string()) })),
});

/** Gets a preview over HTTP. Throws an error with the answer if it is not a preview. */
export async function previewOf(testStack: Parameters<typeof ask>[0], blueprint: string, body: object) {
  const path = `/v1/blueprints/${blueprint}/preview`;
  const { status, text } = await ask(testStack, 'POST', path, asJson, JSON.stringify(body));
  if (status !== 200) throw new Error(`${String(status)} ${text}`);
  return previewSchema.parse(JSON.parse(text));
}
