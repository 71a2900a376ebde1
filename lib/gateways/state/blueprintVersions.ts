import * as z from 'zod/mini';
import type { Blueprint } from '../../../catalog/blueprint.ts';
import { blueprintDigest, findBlueprint, versionKey } from '../../blueprints/versions.ts';
import type { Onboarding } from '../../record/onboarding.ts';
import type { PlanVersion } from '../../record/ports.ts';
import { blueprintReads, versionsIn, type BlueprintReads, type RememberedBlueprints } from './blueprintReads.ts';
import { itemKeys } from './items.ts';
import { putNextVersion } from './ownWrite.ts';
import { isNew, type Table } from './table.ts';

export type { RememberedBlueprints };

/** The versions of blueprints in the state table. */
interface BlueprintVersions extends BlueprintReads {
  /**
   * Returns a record with the digest of the deployed blueprint, if it has none. A version of Latchkey that kept no digests
   * has written it, and every plan was computed with the deployed blueprint.
   */
  withDigest<T extends Onboarding>(record: T): T;
  /**
   * Stores the deployed version of a record's blueprint, if it is not stored yet. It comes before the write of the record, so
   * that every version that a record names is kept. A process reads the list of versions once for each version.
   */
  keep(record: Onboarding): Promise<void>;
  /** Returns every version that is kept. */
  all(): Promise<readonly PlanVersion[]>;
}

const listItem = z.object({
  kept: z.array(z.object({ blueprint: z.string(), digest: z.string() })),
  version: z.int(),
});

/** Returns the versions in a table. Without `remembered`, keeps and reads none. */
export function blueprintVersions(table: Table, remembered: RememberedBlueprints | undefined): BlueprintVersions {
  const known = new Set<string>();
  const deployed = (name: string) => (remembered === undefined ? undefined : findBlueprint(remembered, name));
  const list = async () => {
    const item = await table.get(itemKeys.keptBlueprints);
    return item === undefined ? { kept: [], version: 0 } : listItem.parse(item);
  };
  const keepOne = async (blueprint: Blueprint) => {
    const version = { blueprint: blueprint.name, digest: blueprintDigest(blueprint) };
    while (!known.has(versionKey(version))) {
      const before = await list();
      for (const each of before.kept) known.add(versionKey(each));
      if (known.has(versionKey(version))) return;
      // A process that stops in between stores it again.
      await table.put({ ...itemKeys.blueprintVersion(version), document: JSON.stringify(blueprint) }, isNew);
      const next = { kept: [...before.kept, version], version: before.version + 1 };
      if (await putNextVersion(table, { ...itemKeys.keptBlueprints, ...next })) known.add(versionKey(version));
    }
  };
  return {
    ...blueprintReads(table, remembered),
    withDigest: (record) => {
      const blueprint = record.blueprintDigest === undefined ? deployed(record.blueprint) : undefined;
      return blueprint === undefined ? record : { ...record, blueprintDigest: blueprintDigest(blueprint) };
    },
    keep: async (record) => {
      for (const { blueprint: name, blueprintDigest: digest } of versionsIn(record)) {
        const blueprint = deployed(name);
        const isNamed = digest === undefined || (blueprint !== undefined && digest === blueprintDigest(blueprint));
        if (blueprint !== undefined && isNamed) await keepOne(blueprint);
      }
    },
    all: async () => (await list()).kept,
  };
}
