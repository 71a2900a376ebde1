import type { ActionData } from '../policy/actionData.ts';

/** What the check knows of AWS. `loadCheckDeps` reads it. */
export interface CheckDeps {
  readonly actions: ActionData;
  /** The names of all managed policies of AWS, with their paths. */
  readonly managedNames: readonly string[];
  /** The documents of those that are known, by name. */
  readonly managedDocuments: ReadonlyMap<string, unknown>;
}

/** The command that reads the documents of managed policies into the folder of the blueprints. */
export const fetchCommand = 'npx latchkey blueprint fetch-managed';
