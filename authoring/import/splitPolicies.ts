import type { DocumentTemplate, StatementTemplate } from '../../catalog/blueprint.ts';
import { policySize } from '../../lib/blueprints/policyDocument.ts';
import { Indivisible, splitPolicy } from '../boundary/splitPolicy.ts';
import type { PolicyOfBlueprint } from './buildBlueprint.ts';
import { roomIn } from './room.ts';
import { singleValues } from './singleValues.ts';
import { SourceError } from './source/sourceError.ts';

/** Divides policies that are larger than IAM allows. The parts have the name with a number. @throws SourceError */
export function splitPolicies(policies: readonly PolicyOfBlueprint[]): readonly PolicyOfBlueprint[] {
  return policies.flatMap((policy) => {
    const room = roomIn(policy.document);
    if (policySize(JSON.stringify(policy.document)) <= room) return [policy];
    const parts = partsOf(policy.document, room);
    return parts.map((document, index) => {
      const number = index === 0 ? '' : `-${String(index + 1)}`;
      return { name: policy.name === undefined ? undefined : `${policy.name}${number}`, document };
    });
  });
}

function partsOf(document: DocumentTemplate, room: number): readonly DocumentTemplate[] {
  try {
    return splitPolicy(document, room).map(singleValues);
  } catch (error) {
    if (!(error instanceof Indivisible)) throw error;
    throw new SourceError(
      'A statement is larger than a policy of IAM may be, and cannot be divided.',
      'Divide its condition or its list by hand.',
    );
  }
}

/** Whether documents together have the same statements, however these are divided by their actions and resources. */
export function sameGrants(one: readonly DocumentTemplate[], other: readonly DocumentTemplate[]): boolean {
  const [before, after] = [grantsOf(one), grantsOf(other)];
  return before.size === after.size && [...before].every((grant) => after.has(grant));
}

function grantsOf(documents: readonly DocumentTemplate[]): ReadonlySet<string> {
  return new Set(documents.flatMap(({ Statement }) => Statement.flatMap(grantsIn)));
}

function grantsIn({ Sid: _, Action, Resource, Condition = {}, ...rest }: StatementTemplate): readonly string[] {
  const conditions = Object.entries(Condition).map(([operator, keys]) => [
    operator,
    Object.entries(keys).map(([key, values]) => [key, [values].flat().toSorted()]),
  ]);
  const others = Object.entries(rest).map(([key, value]) => [key, [value].flat().toSorted()]);
  return [Action ?? []]
    .flat()
    .concat(Action === undefined ? [''] : [])
    .flatMap((action) =>
      [Resource ?? []]
        .flat()
        .concat(Resource === undefined ? [''] : [])
        .map((resource) => JSON.stringify([others.toSorted(), action, resource, conditions])),
    );
}
