import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiDocument, Gateways } from '../http/ports.ts';

/**
 * The file of the OpenAPI document, relative to the project's root. It is also in the package of the function that
 * returns it.
 */
const file = 'docs/openapi.json';

/**
 * Returns where the file is: in the folder in which the process runs, or else in that of the package, which Lambda names
 * in LAMBDA_TASK_ROOT (Lambda Developer Guide, "Defined runtime environment variables"). It is looked for in this order, because
 * `invoke local` sets the variable to a folder that a laptop does not have.
 */
const placeOfFile = () => (existsSync(file) ? file : join(process.env.LAMBDA_TASK_ROOT ?? '', file));

/** Returns a function that reads the OpenAPI document at its first call. It throws if the file cannot be read. */
export function buildApiDocument(): Pick<Gateways, 'apiDocument'> {
  let document: ApiDocument | undefined;
  return { apiDocument: () => (document ??= parsed(readFileSync(placeOfFile(), 'utf8'))) };
}

/** `npm run docs` has written the file, so it is a JSON object. */
function parsed(text: string): ApiDocument {
  const document: unknown = JSON.parse(text);
  if (typeof document !== 'object' || document === null) throw new Error(`${file} is not a JSON object`);
  return { ...document };
}
