import type { DocumentTemplate, StatementTemplate } from '../../catalog/blueprint.ts';

/**
 * Returns a document in which a list with one text is the text. A parameter with a list must not stand in another list, so
 * `["${regions}"]` would be refused.
 */
export function singleValues(document: DocumentTemplate): DocumentTemplate {
  return { ...document, Statement: document.Statement.map(inStatement) };
}

function inStatement({
  Action,
  NotAction,
  Resource,
  NotResource,
  Condition,
  ...rest
}: StatementTemplate): StatementTemplate {
  return {
    ...rest,
    ...(Action !== undefined && { Action: single(Action) }),
    ...(NotAction !== undefined && { NotAction: single(NotAction) }),
    ...(Resource !== undefined && { Resource: single(Resource) }),
    ...(NotResource !== undefined && { NotResource: single(NotResource) }),
    ...(Condition !== undefined && { Condition: mapValues(Condition, (keys) => mapValues(keys, single)) }),
  };
}

function single(values: string | readonly string[]): string | readonly string[] {
  const [only, ...more] = typeof values === 'string' ? [values] : values;
  return only !== undefined && more.length === 0 ? only : values;
}

function mapValues<T, U>(entries: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, change(value)]));
}
