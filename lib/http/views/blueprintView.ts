import * as z from 'zod/mini';
import { partitionNames } from '../../core/partitions.ts';

const strings = z.readonly(z.array(z.string()));
const anything = z.record(z.string(), z.unknown());
const tags = z.readonly(z.array(z.object({ key: z.string(), value: z.string() })));
const differences = z.readonly(z.array(z.object({ guide: z.string(), here: z.string(), why: z.string() })));

/** A blueprint in an answer. */
export const blueprintSchema = z.object({
  name: z.string(),
  title: z.string(),
  source: z.string(),
  differences,
  notes: strings,
  creates: z.readonly(
    z.array(
      z.object({
        type: z.enum(['user', 'group', 'policy']),
        name: z.string(),
        groups: z.optional(strings),
        tags: z.optional(tags),
        policies: z.optional(
          z.readonly(z.array(z.object({ name: z.string(), madeBy: z.string(), when: z.optional(anything) }))),
        ),
      }),
    ),
  ),
  parameters: anything,
});

const identity = { name: z.string(), arn: z.string(), attachedPolicies: strings };
const document = { document: z.unknown(), characters: z.int() };

const summarySchema = z.object({
  users: strings,
  text: z.string(),
  everything: z.boolean(),
  access: z.readonly(
    z.array(
      z.object({
        text: z.string(),
        service: z.string(),
        isFull: z.boolean(),
        limit: z.optional(z.string()),
        levels: z.readonly(z.array(z.object({ level: z.string(), allowed: z.int(), of: z.int() }))),
        actions: strings,
        permissionsManagement: strings,
      }),
    ),
  ),
  withheldByBoundary: strings,
  notCounted: strings,
});

/** A preview in an answer. The fields are in the order in which a person who approves the onboarding reads them. */
export const previewSchema = z.object({
  blueprint: z.string(),
  title: z.string(),
  source: z.string(),
  partition: z.enum(partitionNames),
  accountId: z.string(),
  parameters: anything,
  placeholders: strings,
  path: z.string(),
  users: z.array(
    z.object({ ...identity, permissionsBoundary: z.string(), groups: strings, tags, credentials: z.string() }),
  ),
  groups: z.array(z.object(identity)),
  policies: z.array(z.object({ name: z.string(), arn: z.string(), tags, ...document, fitsInlineInUser: z.boolean() })),
  managedPolicies: z.readonly(
    z.array(
      z.object({
        name: z.string(),
        arn: z.string(),
        version: z.nullable(z.string()),
        updatedAt: z.nullable(z.string()),
        document: z.unknown(),
      }),
    ),
  ),
  summary: z.readonly(z.array(summarySchema)),
  risks: z.readonly(z.array(z.object({ level: z.string(), path: z.optional(z.string()), detail: z.string() }))),
  boundary: z.object({ name: z.string(), arn: z.string(), ...document }),
  role: z.object({
    name: z.string(),
    arn: z.string(),
    trustPolicy: z.unknown(),
    permissionsPolicies: z.array(z.object({ name: z.string(), document: z.unknown() })),
  }),
  stack: z.object({
    name: z.string(),
    templateUrl: z.string(),
    templateFile: z.string(),
    parameters: z.record(z.string(), z.string()),
    template: anything,
  }),
  differences,
  notes: strings,
  sizes: z.readonly(
    z.array(z.object({ subject: z.string(), quota: z.string(), used: z.int(), limit: z.int(), fits: z.boolean() })),
  ),
  steps: z.array(z.object({ name: z.string(), needs: strings })),
});
