import * as z from 'zod';
import { ask, asJson } from './ask.ts';
import type { House } from './house.ts';

const identity = { name: z.string(), arn: z.string(), attachedPolicies: z.array(z.string()) };
const document = z.object({ Version: z.string(), Statement: z.array(z.looseObject({})) });

const previewSchema = z.strictObject({
  blueprint: z.string(),
  partition: z.string(),
  accountId: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  placeholders: z.array(z.string()),
  path: z.string(),
  users: z.array(z.strictObject({ ...identity, permissionsBoundary: z.string(), groups: z.array(z.string()) })),
  groups: z.array(z.strictObject(identity)),
  policies: z.array(
    z.strictObject({
      name: z.string(),
      arn: z.string(),
      document,
      characters: z.number(),
      fitsInlineInUser: z.boolean(),
    }),
  ),
  boundary: z.strictObject({ name: z.string(), arn: z.string(), document, characters: z.number() }),
  stack: z.strictObject({
    name: z.string(),
    roleName: z.string(),
    roleArn: z.string(),
    templateUrl: z.string(),
    parameters: z.record(z.string(), z.string()),
  }),
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
  notes: z.array(z.string()),
});

/** A preview through the front door. Throws with the answer where there is none. */
export async function previewOf(house: Pick<House, 'url'>, blueprint: string, body: object) {
  const path = `/v1/blueprints/${blueprint}/preview`;
  const { status, text } = await ask(house, 'POST', path, asJson, JSON.stringify(body));
  if (status !== 200) throw new Error(`${String(status)} ${text}`);
  return previewSchema.parse(JSON.parse(text));
}
