import type { Test } from './tests.ts';
import { readable, type Gap } from './coverage.ts';
import { allows, type Context, type Request } from './evaluate.ts';
import { actionsLike, type ActionData } from './actionData.ts';
import type { PolicyStatement } from './readPolicy.ts';

/** What policies allow and a limit denies, each without placeholders. */
export interface Compared {
  readonly policies: readonly PolicyStatement[];
  readonly limit: readonly PolicyStatement[];
}

/** Requests that were tried: the policies allow each, and the limit denies it. */
export interface Witness {
  readonly request: Request;
  /** All actions of AWS for which there is such a request, with the resource and keys that were tried. */
  readonly actions: readonly string[];
}

const mostContexts = 2000;

/**
 * Tries requests to which a gap applies. Returns one that the policies allow and the limit denies, and the actions for
 * which there is one. Undefined: none of those that were tried is such a request. An action that AWS does not have stands
 * for one that AWS may add, if the actions that AWS has make no difference; `actions` is empty then.
 */
export function witness(gap: Gap, compared: Compared, data: Pick<ActionData, 'services'>): Witness | undefined {
  const statement = compared.policies[gap.statement];
  if (statement === undefined) return undefined;
  const { actions } = statement;
  const named = (actions.isNot ? ['*'] : actions.patterns).flatMap((pattern) => actionsLike(data, pattern));
  const names = [...new Set(named.map(({ name }) => name))];
  const shortest = readable(gap.resource);
  // `arn:aws:s3:::bucket/` is the shortest text, and not the ARN of an object.
  const resources = shortest === '' ? ['*'] : /[/:]$/.test(shortest) ? [`${shortest}x`, shortest] : [shortest];
  const found = (action: string) => {
    const all = contexts(action, compared);
    return resources
      .flatMap((resource) => all.map((context): Request => ({ action, resource, context })))
      .find((request) => allows(compared.policies, request) && !allows(compared.limit, request));
  };
  const real = names.flatMap((name) => found(name) ?? []);
  const [first] = real;
  if (first !== undefined) return { request: first, actions: real.map(({ action }) => action) };
  const request = found(readable(gap.action));
  return request === undefined ? undefined : { request, actions: [] };
}

/** Returns contexts in which each key of the statements has each of the values that may matter. */
function contexts(action: string, { policies, limit }: Compared): readonly Context[] {
  const tests = [...policies, ...limit].flatMap((statement) => (concerns(statement, action) ? statement.tests : []));
  const byKey = new Map<string, Set<string | undefined>>();
  for (const test of tests) {
    const values = byKey.get(test.key) ?? new Set<string | undefined>([undefined]);
    for (const value of test.values.flatMap((each) => candidates(test, each))) values.add(value);
    byKey.set(test.key, values);
  }
  let all: readonly Context[] = [{}];
  for (const [key, values] of byKey) {
    if (all.length * values.size > mostContexts) return all;
    all = [...values].flatMap((value) => all.map((one) => (value === undefined ? one : { ...one, [key]: value })));
  }
  return all;
}

function concerns({ actions }: PolicyStatement, action: string): boolean {
  const service = action.split(':')[0]?.toLowerCase() ?? '';
  return (
    actions.isNot ||
    actions.patterns.some((each) => each.startsWith('*') || each.toLowerCase().startsWith(`${service}:`))
  );
}

function candidates({ family, quantifier }: Test, value: string): readonly string[] {
  switch (family) {
    case 'string':
    case 'arn':
      return [value.replaceAll(/[*?]/g, 'x'), ...(quantifier === 'all' ? [] : ['another'])];
    case 'number':
      return [Number(value) - 1, Number(value), Number(value) + 1].map(String);
    case 'date':
      return ['1990-01-01T00:00:00Z', value, '2199-01-01T00:00:00Z'];
    case 'bool':
      return ['true', 'false'];
    case 'ip':
      return [value.split('/')[0] ?? value, '192.0.2.1'];
    case 'binary':
      return [value];
    case 'null':
      return ['another'];
  }
}
