import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { ownPath } from '../../../lib/core/names.ts';
import { accountId } from '../launchedStack.ts';
import { ownerOf } from '../tenantNames.ts';

const calls = z.array(
  z.strictObject({
    does: z.string(),
    action: z.string(),
    resource: z.string(),
    context: z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({}),
  }),
);
const cases = z.strictObject({
  /** The calls that provisioning, claim, rotation, rollback and offboarding need. */
  allowed: calls,
  /** Calls that differ from an allowed one in one respect, and are not allowed. */
  denied: calls,
  /** Calls that stay denied even if another policy of the role allows everything. */
  never: calls,
});

export type RoleCase = z.infer<typeof calls>[number];

/**
 * Reads what the bootstrap role of a blueprint may and may not do. In the file, `${own}` is an onboarding's path,
 * `${arn}` the beginning of this account's ARNs, which a resource may omit, and `${boundary}` the stack's boundary.
 */
export function roleCasesOf(file: string, blueprint: string, boundaryArn: string): z.infer<typeof cases> {
  const arn = `arn:aws:iam::${accountId}:`;
  const text = readFileSync(`test/support/policyCases/${file}.json`, 'utf8')
    .replaceAll('${own}', ownPath(ownerOf(blueprint), 'ob_01JZ0000000000000000000000'))
    .replaceAll('${arn}', arn)
    .replaceAll('${boundary}', boundaryArn);
  const whole = (call: RoleCase) => ({
    ...call,
    resource: /^(arn:|\*)/.test(call.resource) ? call.resource : `${arn}${call.resource}`,
  });
  const { allowed, denied, never } = cases.parse(JSON.parse(text));
  return { allowed: allowed.map(whole), denied: denied.map(whole), never: never.map(whole) };
}
