import { createHash } from 'node:crypto';
import type { Blueprint } from '../../catalog/blueprint.ts';
import { canonicalJson } from './canonicalJson.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { PlanVersion } from '../record/ports.ts';

/** The blueprints whose plans a process can compute. */
export interface KnownBlueprints {
  /** The deployed catalogue. */
  readonly catalog: readonly Blueprint[];
  /** The earlier versions that this process has read from the state table, by `versionKey`. Absent: none. */
  readonly versions?: ReadonlyMap<string, Blueprint> | undefined;
}

/** The parts of a blueprint that only people read, besides the descriptions of parameters. */
const texts: ReadonlySet<string> = new Set(['title', 'source', 'differences', 'notes']);

const digests = new WeakMap<Blueprint, string>();

/**
 * Returns the digest of a blueprint: 16 hex digits of the SHA-256 of its canonical JSON (RFC 8785), without the texts that
 * only people read. Two versions with the same digest have the same plan for the same parameters.
 */
export function blueprintDigest(blueprint: Blueprint): string {
  const known = digests.get(blueprint);
  if (known !== undefined) return known;
  const planned = Object.entries(blueprint).filter(([name]) => !texts.has(name));
  const parameters = Object.entries(blueprint.parameters).map(
    ([name, { description: _, ...rest }]) => [name, rest] as const,
  );
  const text = canonicalJson({ ...Object.fromEntries(planned), parameters: Object.fromEntries(parameters) });
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 16);
  digests.set(blueprint, digest);
  return digest;
}

/** Returns the key of a version in `KnownBlueprints`. */
export const versionKey = ({ blueprint, digest }: PlanVersion): string => `${blueprint}#${digest}`;

/** Returns the blueprint of the deployed catalogue with this name. Undefined if it has none. */
export function findBlueprint({ catalog }: Pick<KnownBlueprints, 'catalog'>, name: string): Blueprint | undefined {
  return catalog.find((blueprint) => blueprint.name === name);
}

/**
 * Returns the version of a blueprint with which an onboarding was planned. A record without a digest was written by a
 * version of Latchkey that kept none, and means the deployed one. Undefined if this process does not know the version.
 */
export function blueprintOf(
  known: KnownBlueprints,
  { blueprint: name, blueprintDigest: digest }: Pick<Onboarding, 'blueprint' | 'blueprintDigest'>,
): Blueprint | undefined {
  const deployed = findBlueprint(known, name);
  if (digest === undefined || (deployed !== undefined && blueprintDigest(deployed) === digest)) return deployed;
  return known.versions?.get(versionKey({ blueprint: name, digest }));
}

/**
 * Whether an onboarding was planned with another version of its blueprint than the deployed one. A blueprint that is not
 * deployed any more has none to which the onboarding could be updated.
 */
export function isOutdated(
  known: Pick<KnownBlueprints, 'catalog'>,
  { blueprint, blueprintDigest: digest }: Pick<Onboarding, 'blueprint' | 'blueprintDigest'>,
): boolean {
  const deployed = findBlueprint(known, blueprint);
  return deployed !== undefined && digest !== undefined && digest !== blueprintDigest(deployed);
}
