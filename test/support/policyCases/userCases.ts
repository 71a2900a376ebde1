import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const userCases = z.array(
  z.strictObject({
    does: z.string(),
    /** The parameters of the request; the others have their defaults. */
    parameters: z.record(z.string(), z.unknown()),
    action: z.string(),
    resource: z.string(),
    context: z.record(z.string(), z.string()).default({}),
    allowed: z.boolean(),
  }),
);

/** Returns the file of cases of a blueprint. A vendor's own are beside its blueprints. */
export function casesFile(blueprint: string): string {
  const own = join(process.env['LATCHKEY_BLUEPRINTS'] ?? '', 'cases', `${blueprint}.json`);
  return existsSync(own) ? own : `test/support/policyCases/${blueprint}.json`;
}

/** Reads what the users of a blueprint may and may not do. Throws if the blueprint has no such file. */
export function userCasesOf(blueprint: string): z.infer<typeof userCases> {
  return userCases.parse(JSON.parse(readFileSync(casesFile(blueprint), 'utf8')));
}
