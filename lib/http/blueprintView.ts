import * as z from 'zod/mini';

const strings = z.readonly(z.array(z.string()));
const anything = z.record(z.string(), z.unknown());

/** A blueprint in an answer. */
export const blueprintSchema = z.object({
  name: z.string(),
  title: z.string(),
  source: z.string(),
  notes: strings,
  creates: z.readonly(
    z.array(
      z.object({
        type: z.enum(['user', 'group', 'policy']),
        name: z.string(),
        groups: z.optional(strings),
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

/** A preview in an answer. */
export const previewSchema = z.object({
  blueprint: z.string(),
  partition: z.string(),
  accountId: z.string(),
  parameters: anything,
  placeholders: strings,
  path: z.string(),
  users: z.array(z.object({ ...identity, permissionsBoundary: z.string(), groups: strings })),
  groups: z.array(z.object(identity)),
  policies: z.array(z.object({ name: z.string(), arn: z.string(), ...document, fitsInlineInUser: z.boolean() })),
  boundary: z.object({ name: z.string(), arn: z.string(), ...document }),
  stack: z.object({
    name: z.string(),
    roleName: z.string(),
    roleArn: z.string(),
    templateUrl: z.string(),
    parameters: z.record(z.string(), z.string()),
  }),
  sizes: z.readonly(
    z.array(z.object({ subject: z.string(), quota: z.string(), used: z.int(), limit: z.int(), fits: z.boolean() })),
  ),
  steps: z.array(z.object({ name: z.string(), needs: strings })),
  notes: strings,
});
