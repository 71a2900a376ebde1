import type { Blueprint, DocumentTemplate, Parameter, When } from '../../catalog/blueprint.ts';
import { conditionHolds } from '../../lib/blueprints/policyDocument.ts';
import { boundaryDocuments } from '../../lib/blueprints/permissionsBoundary.ts';

/** Values of the parameters that choose documents and attachments. A text `${name}` stands for any other value. */
export type Alternative = Readonly<Record<string, string | boolean | null>>;

/** A policy that applies to a user, and where the blueprint says so. */
export type Source =
  { readonly managed: string; readonly path: Path } | { readonly document: DocumentTemplate; readonly path: Path };

export type Path = readonly (string | number)[];

export interface EffectiveUser {
  readonly name: string;
  readonly index: number;
  readonly sources: readonly Source[];
}

/** There are more alternatives than can be looked at. */
export class TooManyAlternatives extends Error {}

const mostAlternatives = 512;

/**
 * Returns every combination of values with which the blueprint can choose other documents or attachments, so that what
 * holds for each of them holds for every request. Throws `TooManyAlternatives`.
 */
export function alternativesOf(blueprint: Blueprint): readonly Alternative[] {
  const { users, groups, policies } = blueprint;
  const conditions: readonly When[] = [
    ...[...users, ...groups].flatMap(({ attach }) => attach.map(({ when }) => when)),
    ...[...policies.flatMap(({ documents }) => documents), ...boundaryDocuments(blueprint)].map(({ when }) => when),
  ];
  const named = new Set(conditions.flatMap((when) => Object.keys(when ?? {})));
  return [...named].reduce<readonly Alternative[]>(
    (all, name) => {
      const values = valuesOf(name, blueprint.parameters[name], conditions);
      if (all.length * values.length > mostAlternatives) throw new TooManyAlternatives();
      return all.flatMap((one) => values.map((value) => ({ ...one, [name]: value })));
    },
    [{}],
  );
}

function valuesOf(name: string, parameter: Parameter | undefined, conditions: readonly When[]) {
  if (parameter?.kind === 'flag') return [true, false];
  if (parameter?.kind === 'choice') return parameter.values;
  const named = conditions.flatMap((when) => (when !== undefined && name in when ? [when[name] ?? null] : []));
  const mayBeMissing = parameter !== undefined && 'default' in parameter && parameter.default === null;
  return [...new Set([...(mayBeMissing ? [null] : []), ...named, `\${${name}}`])];
}

/** Returns an alternative as the end of a sentence, such as ` if route53 is true`. Empty if there is only one. */
export function inWords(alternative: Alternative): string {
  const parts = Object.entries(alternative).map(([name, value]) => {
    if (value === null) return `${name} is not given`;
    return value === `\${${name}}` ? `${name} is given` : `${name} is ${String(value)}`;
  });
  return parts.length === 0 ? '' : ` if ${parts.join(' and ')}`;
}

/** Returns the users of a blueprint in an alternative, each with all policies that apply to it. */
export function effectiveUsers(blueprint: Blueprint, alternative: Alternative): readonly EffectiveUser[] {
  const { users, groups, policies } = blueprint;
  const sourcesOf = (kind: 'users' | 'groups', at: number): readonly Source[] =>
    (blueprint[kind][at]?.attach ?? []).flatMap((attachment, index): Source[] => {
      if (!conditionHolds(attachment.when, alternative)) return [];
      if ('managed' in attachment) return [{ managed: attachment.managed, path: [kind, at, 'attach', index] }];
      const policy = policies.findIndex(({ name }) => name === attachment.policy);
      const documents = policies[policy]?.documents ?? [];
      const chosen = documents.findIndex(({ when }) => conditionHolds(when, alternative));
      const document = documents[chosen];
      return document === undefined ? [] : [{ document, path: ['policies', policy, 'documents', chosen] }];
    });
  return users.map(({ name, groups: memberships }, index) => ({
    name,
    index,
    sources: [
      ...sourcesOf('users', index),
      ...groups.flatMap((group, at) => (memberships.includes(group.name) ? sourcesOf('groups', at) : [])),
    ],
  }));
}

/** Returns the permissions boundary in an alternative. Undefined if no document is for it. */
export function effectiveBoundary(blueprint: Blueprint, alternative: Alternative): Source | undefined {
  const { permissionsBoundary } = blueprint;
  if ('managed' in permissionsBoundary) {
    return { managed: permissionsBoundary.managed, path: ['permissionsBoundary', 'managed'] };
  }
  const chosen = permissionsBoundary.findIndex(({ when }) => conditionHolds(when, alternative));
  const document = permissionsBoundary[chosen];
  return document === undefined ? undefined : { document, path: ['permissionsBoundary', chosen] };
}
