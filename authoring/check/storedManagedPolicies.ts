import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import * as z from 'zod/mini';
import { readPolicy } from '../policy/readPolicy.ts';

/** The folder, in that of the blueprints, with the documents of managed policies of AWS. */
export const managedFolder = 'managed';

/** A managed policy of AWS at one time. AWS may change it. */
export interface StoredPolicy {
  /** Such as `v3`. */
  readonly version: string;
  readonly updatedAt: string;
  readonly document: unknown;
}

const storedSchema = z.object({
  version: z.string(),
  updatedAt: z.string(),
  // Nothing could be said about what a document of another form allows.
  document: z.unknown().check(z.refine((document) => isPolicy(document))),
});

function isPolicy(document: unknown): boolean {
  try {
    readPolicy(document);
    return true;
  } catch {
    return false;
  }
}

/** Returns the managed policies in a folder of blueprints, by name. Throws if a file is not one. */
export function storedManagedPolicies(folder: string): ReadonlyMap<string, StoredPolicy> {
  const root = join(folder, managedFolder);
  return new Map(
    filesIn(root).map((file) => [
      file.slice(0, -'.json'.length).split(sep).join('/'),
      storedSchema.parse(JSON.parse(readFileSync(join(root, file), 'utf8'))),
    ]),
  );
}

/** Returns the JSON files in a folder and its folders, relative to it. */
function filesIn(root: string): readonly string[] {
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
}

/** Returns the documents of the managed policies in a folder of blueprints, by name. */
export function storedDocuments(folder: string): ReadonlyMap<string, unknown> {
  return new Map([...storedManagedPolicies(folder)].map(([name, { document }]) => [name, document]));
}

/** Writes a managed policy into a folder of blueprints. Returns the file, relative to the folder. */
export function storeManagedPolicy(folder: string, name: string, policy: StoredPolicy): string {
  const file = join(folder, managedFolder, ...`${name}.json`.split('/'));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(policy, undefined, 2)}\n`);
  return relative(folder, file);
}
