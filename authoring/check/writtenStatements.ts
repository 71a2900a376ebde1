import type { Blueprint, StatementTemplate } from '../../catalog/blueprint.ts';
import { boundaryDocuments } from '../../lib/blueprints/permissionsBoundary.ts';
import type { Path } from '../policy/alternatives.ts';

/** A statement as the author wrote it, with its place in the blueprint. */
export interface WrittenStatement {
  readonly statement: StatementTemplate;
  readonly path: Path;
  readonly isBoundary: boolean;
}

/**
 * Returns the statements of all documents of a blueprint. A statement of the boundary that is also in a policy is left
 * out: whatever is wrong with it is said once.
 */
export function writtenStatements(blueprint: Blueprint): readonly WrittenStatement[] {
  const own = blueprint.policies.flatMap(({ documents }, policy) =>
    documents.flatMap(({ Statement }, document) =>
      Statement.map((statement, index) => ({
        statement,
        path: ['policies', policy, 'documents', document, 'Statement', index],
        isBoundary: false,
      })),
    ),
  );
  const boundary = boundaryDocuments(blueprint).flatMap(({ Statement }, document) =>
    Statement.map((statement, index) => ({
      statement,
      path: ['permissionsBoundary', document, 'Statement', index],
      isBoundary: true,
    })),
  );
  const texts = new Set(own.map(({ statement }) => textOf(statement)));
  return [...own, ...boundary.filter(({ statement }) => !texts.has(textOf(statement)))];
}

function textOf({ Sid: _, ...rest }: StatementTemplate): string {
  return JSON.stringify(rest);
}

/** Returns the texts of an element such as `Action`, each with its place. */
export function textsOf(
  { statement, path }: WrittenStatement,
  element: 'Action' | 'NotAction' | 'Resource' | 'NotResource',
): readonly { readonly text: string; readonly path: Path }[] {
  const given = statement[element];
  if (given === undefined) return [];
  if (typeof given === 'string') return [{ text: given, path: [...path, element] }];
  return given.map((text, index) => ({ text, path: [...path, element, index] }));
}
