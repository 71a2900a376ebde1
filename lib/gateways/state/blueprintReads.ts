import * as z from 'zod/mini';
import { blueprintSchema, type Blueprint } from '../../../catalog/blueprint.ts';
import { blueprintOf, versionKey } from '../../blueprints/versions.ts';
import type { Onboarding } from '../../record/onboarding.ts';
import { itemKeys } from './items.ts';
import type { Reads } from './reads.ts';

/** The deployed catalogue, and the earlier versions of its blueprints, which are read when a record names one. */
export interface RememberedBlueprints {
  readonly catalog: readonly Blueprint[];
  /** By `versionKey`. */
  readonly versions: Map<string, Blueprint>;
}

/** The reads of earlier versions of blueprints. */
export interface BlueprintReads {
  /**
   * Reads the versions that a record names and this process does not know yet, so that its plan can be computed. A version
   * that is not stored, or that this version of Latchkey cannot read, stays unknown.
   */
  read(record: Onboarding): Promise<void>;
}

const isBlueprint = (value: unknown): value is Blueprint => blueprintSchema.safeParse(value).success;

const versionItem = z.object({ document: z.string() });

/** Returns the versions that a record names: that of its plan, and those of an update in progress and of the last one. */
export function versionsIn(record: Onboarding): readonly Pick<Onboarding, 'blueprint' | 'blueprintDigest'>[] {
  const { blueprint, lastUpdate } = record;
  const others = [record.status === 'updating' ? record.update.other : undefined, lastUpdate?.other];
  return [record, ...others.flatMap((other) => (other === undefined ? [] : [{ ...other, blueprint }]))];
}

/** Returns the reads of versions. Without `remembered`, reads nothing. */
export function blueprintReads(table: Reads, remembered: RememberedBlueprints | undefined): BlueprintReads {
  const readOne = async ({ blueprint, blueprintDigest: digest }: Pick<Onboarding, 'blueprint' | 'blueprintDigest'>) => {
    if (digest === undefined || remembered === undefined) return;
    if (blueprintOf(remembered, { blueprint, blueprintDigest: digest }) !== undefined) return;
    const item = versionItem.safeParse(await table.get(itemKeys.blueprintVersion({ blueprint, digest })));
    const document: unknown = item.success ? JSON.parse(item.data.document) : undefined;
    // What zod returns has its members in another order, on which the names of boundaries depend.
    if (isBlueprint(document)) remembered.versions.set(versionKey({ blueprint, digest }), document);
  };
  return {
    read: async (record) => {
      for (const version of versionsIn(record)) await readOne(version);
    },
  };
}
