import { readFileSync } from 'node:fs';
import type { ApiDocument, Gateways } from '../http/ports.ts';
import { placeOfFile } from './packagedFile.ts';

/**
 * The file of the OpenAPI document, relative to the project's root. It is also in the package of the function that
 * returns it.
 */
const file = 'docs/openapi.json';

/** Returns a function that reads the OpenAPI document at its first call. It throws if the file cannot be read. */
export function buildApiDocument(): Pick<Gateways, 'apiDocument'> {
  let document: ApiDocument | undefined;
  return { apiDocument: () => (document ??= parsed(readFileSync(placeOfFile(file), 'utf8'))) };
}

/** `npm run docs` has written the file, so it is a JSON object. */
function parsed(text: string): ApiDocument {
  const document: unknown = JSON.parse(text);
  if (typeof document !== 'object' || document === null) throw new Error(`${file} is not a JSON object`);
  return { ...document };
}
