import * as z from 'zod';
import { contract, problemsOf } from '../../lib/http/contract.ts';
import { everyPath } from '../../lib/http/everyPath.ts';
import { routeKey, type RouteName } from '../../lib/http/routes.ts';
import { undocumented, unfitFor } from './answerValidators.ts';
import { matchRoute } from '../../local/api/routes.ts';

const known = everyPath.map(({ name, route }) => ({ functionName: name, key: routeKey(route) }));
const problem = z.object({ type: z.string() });

/** The parts of an answer that all kinds of stacks in the tests return. */
interface Given {
  readonly status: number;
  readonly text: string;
}

/**
 * Throws if lib/http/contract.ts does not declare the status or the problem of this answer for its route, or if
 * docs/openapi.json does not describe its body.
 */
export async function assertDeclared(method: string, url: string, { status, text }: Given): Promise<void> {
  const [path = ''] = url.split('?');
  const key = matchRoute(known, method, path)?.route.key;
  const called = everyPath.find(({ route }) => routeKey(route) === key);
  const name = called?.name;
  const slug = status < 400 ? undefined : slugOf(text);
  const what = `${method} ${path} answered ${String(status)} ${slug ?? ''}`;
  if (!(name === undefined ? isOfUnknownRoute(status, slug) : isDeclared(name, status, slug)))
    throw new Error(`${what}: lib/http/contract.ts has no such answer of ${name ?? 'an unknown route'}`);
  const differences =
    called === undefined ? await ofUnknownRoute(slug, text) : await undocumented({ ...called.route, status, text });
  if (differences.length > 0)
    throw new Error(`${what}: docs/openapi.json has no such answer. Run "npm run docs". ${differences.join(', ')}`);
}

function isDeclared(name: RouteName, status: number, slug: string | undefined): boolean {
  if (status < 400) return contract[name].answers.includes(status);
  return slug === undefined || problemsOf(name).some((each) => each === slug);
}

/**
 * Whether an unknown route may answer so. A preflight is answered with 204; an answer to HEAD has no body with a
 * problem.
 */
const isOfUnknownRoute = (status: number, slug: string | undefined) =>
  status === 204 ||
  (status >= 400 && (slug === undefined || slug === 'unknown-route' || slug === 'method-not-allowed'));

const ofUnknownRoute = (slug: string | undefined, text: string) =>
  slug === undefined ? Promise.resolve([]) : unfitFor('Problem', text);

function slugOf(text: string): string | undefined {
  if (text === '') return undefined;
  const { data } = problem.safeParse(JSON.parse(text));
  return data?.type.replace('urn:latchkey:problem:', '');
}
