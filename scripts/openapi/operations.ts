import { contract } from '../../lib/http/contract.ts';
import { everyPath } from '../../lib/http/everyPath.ts';
import type { RouteContract } from '../../lib/http/routeContract.ts';
import { routeKey, routes, type Route, type RouteName } from '../../lib/http/routes.ts';
import { withoutLinks } from '../markdown.ts';
import { answerExamples } from './answerExamples.ts';
import { bodyExample } from './bodyExamples.ts';
import { exampleOf } from './exampleOf.ts';
import { headers } from './headers.ts';
import { keyFiles } from './keyFiles.ts';
import { operationWords } from './operationWords.ts';
import { parametersOf } from './parameters.ts';
import { refusalsOf } from './problemAnswers.ts';
import { answerName, bodyName, refTo } from './schemas.ts';
import { securityOf } from './security.ts';
import { tagOf } from './tags.ts';

/** Returns the paths of the document: every route, by its paths and method. */
export function paths(): Readonly<Record<string, Readonly<Record<string, object>>>> {
  const byPath = Map.groupBy(everyPath, ({ route: { path } }) => path);
  return Object.fromEntries(
    [...byPath].map(([path, calls]) => [
      path,
      Object.fromEntries(calls.map((call) => [call.route.method.toLowerCase(), operation(call)])),
    ]),
  );
}

function operation(call: (typeof everyPath)[number]): object {
  const { name, route, isForLinks } = call;
  const described = contract[name];
  const parameters = parametersOf(route, described);
  return {
    operationId: isForLinks ? `${name}ByLink` : name,
    summary: isForLinks ? `${described.title}, with a link token` : described.title,
    description: isForLinks ? wordsOfLinkPath(name) : wordsOf(name, route, described),
    tags: [tagOf(route)],
    security: securityOf(route),
    ...(parameters.length > 0 && { parameters }),
    ...(described.body !== undefined && { requestBody: requestBody(name, described) }),
    responses: { ...answersOf(name, route, described), ...refusalsOf(call) },
  };
}

function wordsOf(name: RouteName, { givesKeys }: Route, { does }: RouteContract): string {
  const more = operationWords[name];
  const first = givesKeys === true ? `${sentence(does)} ${ofFormats}` : sentence(does);
  return more === undefined ? first : `${first}\n\n${more}`;
}

const wordsOfLinkPath = (name: RouteName) =>
  `The same call as \`${routeKey(routes[name])}\`, for link tokens alone. It works in every deployment, also where callers sign.`;

/** OpenAPI ignores a parameter that is named `Accept`. */
const ofFormats =
  'The header `Accept` selects the format of the keys. An answer without keys is JSON: check the status first.';

/** Links lead to files of the repository, so the document names the file instead. */
function sentence(does: string): string {
  const text = withoutLinks(does);
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

function requestBody(name: RouteName, described: RouteContract): object {
  const isNeeded = described.body?.safeParse(undefined).success === false;
  const example = bodyExample(routes[name], described);
  const content = { schema: refTo(bodyName(name)), ...(example !== undefined && exampleOf(example)) };
  return { required: isNeeded, content: { 'application/json': content } };
}

const meanings: Readonly<Record<number, string>> = {
  200: 'Done',
  201: 'Created',
  202: 'Accepted: a worker continues, or the caller asks again',
  204: 'Done, without a body',
};

function answersOf(name: RouteName, route: Route, described: RouteContract): Readonly<Record<string, object>> {
  return Object.fromEntries(described.answers.map((status) => [status, answer(status, name, route, described)]));
}

function answer(
  status: number,
  name: RouteName,
  { givesKeys, answersWith }: Route,
  { isIdempotent }: RouteContract,
): object {
  const schema = answerName(name);
  const isOnboarding = schema === 'Onboarding';
  const used = {
    ...(isOnboarding && (status === 201 || status === 202) && { Location: headers.Location }),
    ...(isOnboarding &&
      status !== 204 && { 'Retry-After': headers[status === 202 ? 'Retry-After-Accepted' : 'Retry-After'] }),
    ...(answersWith !== undefined && { 'Content-Disposition': headers['Content-Disposition'] }),
    ...(isIdempotent === true && { 'Idempotency-Replayed': headers['Idempotency-Replayed'] }),
  };
  return {
    description: meanings[status] ?? `Status ${String(status)}`,
    ...(Object.keys(used).length > 0 && { headers: used }),
    ...(answersWith !== undefined && { content: { [answersWith]: { schema: { type: 'string' } } } }),
    ...(schema !== undefined && {
      content: {
        'application/json': { schema: refTo(schema), ...answerExamples(name, status) },
        ...(givesKeys === true && status !== 202 && keyFiles()),
      },
    }),
  };
}
