import type { Blueprint, DocumentTemplate } from '../../catalog/blueprint.ts';
import { deriveBoundary, type DerivedBoundary } from '../boundary/deriveBoundary.ts';
import { loadActionData, servicesIn } from '../policy/loadActionData.ts';
import { mapTexts } from '../policy/placeholders.ts';
import { findManagedPolicies, type KnownManagedPolicy } from './managedPolicies.ts';
import { roomIn } from './room.ts';
import { singleValues } from './singleValues.ts';
import { SourceError } from './source/sourceError.ts';
import { groupedBy } from '../policy/groupedBy.ts';

/** Policies of AWS that read, of which one may be the boundary if nothing else is small enough. */
const readers = ['SecurityAudit', 'ViewOnlyAccess', 'ReadOnlyAccess'];

export interface BoundaryOfPolicies {
  readonly permissionsBoundary: Blueprint['permissionsBoundary'];
  /** What a person should know of it, each a sentence. */
  readonly notes: readonly string[];
  /** The actions that it allows and no policy does. */
  readonly adds: readonly string[];
  /** Policies of AWS that it is made of, besides those of the users. */
  readonly managed: readonly KnownManagedPolicy[];
}

/** Returns a permissions boundary that allows what these policies allow. @throws SourceError if none is small enough */
export async function boundaryOf(
  documents: readonly DocumentTemplate[],
  managed: readonly KnownManagedPolicy[],
  folder: string,
): Promise<BoundaryOfPolicies> {
  const written = managed.map(({ document }) =>
    mapTexts(document, (text) => text.replaceAll('arn:aws:', 'arn:${partition}:')),
  );
  const users = [{ documents: [...documents, ...written], managed: managed.map(({ name }) => name) }];
  const characters = roomIn(documents);
  const first = deriveBoundary(users, { data: { services: new Map() }, characters });
  if (first?.by === 'copy' || first?.by === 'managed') return result(first, []);
  // Only what a wider boundary adds needs the actions of AWS, which are many.
  const data = await loadActionData(servicesIn(JSON.stringify(users)));
  const others = first === undefined ? await findManagedPolicies(readers, folder) : [];
  const derived = deriveBoundary(users, {
    data,
    characters,
    managed: new Map(others.map(({ name, document }) => [name, document])),
  });
  if (derived === undefined)
    throw new SourceError(
      'No permissions boundary for these policies is small enough.',
      'Import fewer of them, or write the blueprint by hand, with a policy of AWS as its boundary.',
    );
  return result(derived, others);
}

function result(derived: DerivedBoundary, candidates: readonly KnownManagedPolicy[]): BoundaryOfPolicies {
  const { permissionsBoundary, adds } = derived;
  const used = 'managed' in permissionsBoundary ? permissionsBoundary.managed : undefined;
  return {
    permissionsBoundary: 'managed' in permissionsBoundary ? permissionsBoundary : permissionsBoundary.map(singleValues),
    adds,
    notes: notesAbout(derived),
    managed: candidates.filter(({ name }) => name === used),
  };
}

function notesAbout({ by, adds, permissionsBoundary }: DerivedBoundary): readonly string[] {
  const managed = 'managed' in permissionsBoundary ? permissionsBoundary.managed : '';
  switch (by) {
    case 'copy':
      return [];
    case 'managed':
      return [
        `The permissions boundary is AWS's managed policy ${managed}, because the policies have more than the 6,144 characters of a boundary. AWS may change it.${alsoAllows(adds)}`,
      ];
    case 'widening':
      return [
        `The permissions boundary names actions by patterns, because the policies have more than the 6,144 characters of a boundary.${adds.length === 0 ? ' No action of AWS matches them today that no policy allows.' : alsoAllows(adds)}`,
      ];
  }
}

/** How many actions a note names. If there are more, it has their number for each service. */
const mostNamed = 30;

function alsoAllows(adds: readonly string[]): string {
  if (adds.length === 0) return '';
  if (adds.length <= mostNamed) return ` It also allows, and no policy does: ${adds.join(', ')}.`;
  const services = groupedBy(adds, (name) => name.split(':')[0] ?? '');
  const counts = services.map(([service, names]) => `${service} (${String(names.length)})`).join(', ');
  return ` It also allows ${String(adds.length)} actions that no policy does, in ${counts}.`;
}
