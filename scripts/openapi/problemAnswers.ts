import { contract, problemsOf, routeNames } from '../../lib/http/contract.ts';
import { everyPath } from '../../lib/http/everyPath.ts';
import { problems, type ProblemSlug } from '../../lib/core/errors.ts';
import { gatewayAnswers, gatewayContent } from './gatewayAnswers.ts';
import { headers } from './headers.ts';
import { problemSlugs, urnOf } from './problemExamples.ts';
import { refTo } from './schemas.ts';

/** The problems that no route answers with: those of paths and methods that the API does not have. */
export const problemsOfNoRoute = (): readonly ProblemSlug[] => {
  const used = new Set(routeNames.flatMap(problemsOf));
  return problemSlugs.filter((slug) => !used.has(slug));
};

type PathOfRoute = (typeof everyPath)[number];

/** An answer with a status of 400 or more. */
interface Refusal {
  readonly status: number;
  /** The problems with this status. */
  readonly own: readonly ProblemSlug[];
  /** What API Gateway itself may answer with this status. */
  readonly message: string | undefined;
  /** Whether the answer may repeat an earlier one. */
  readonly isReplayed: boolean;
}

/**
 * Returns the answers of a route with a status of 400 or more, by status: the problems of the route, and what API Gateway
 * answers before the function or in place of it.
 */
export function refusalsOf(call: PathOfRoute): Readonly<Record<string, object>> {
  return Object.fromEntries(
    listOf(call).map((refusal) => {
      const shared = sharedName(refusal);
      return [refusal.status, shared === undefined ? answer(refusal) : { $ref: `#/components/responses/${shared}` }];
    }),
  );
}

/** Returns the answers that several routes share, by name. */
export function sharedRefusals(): Readonly<Record<string, object>> {
  const all = everyPath.flatMap(listOf).flatMap((refusal) => {
    const name = sharedName(refusal);
    return name === undefined ? [] : [[name, answer(refusal)] as const];
  });
  return Object.fromEntries(all.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** The name of an answer with few problems consists of theirs, such as `NotFoundOrUnknownDelivery`. */
const mostInName = 3;

function sharedName({ status, own, message, isReplayed }: Refusal): string | undefined {
  if (own.length > mostInName) return undefined;
  const names = own.length === 0 ? [message ?? ''] : own;
  const words = names.map((each) => each.replaceAll(/(?:^|[- ])(\w)/g, (_, letter: string) => letter.toUpperCase()));
  // Only here does API Gateway give an answer with this status for some routes and not for others.
  const isOfFunction = status === 403 && message === undefined;
  return `${words.join('Or')}${isOfFunction ? 'OfFunction' : ''}${isReplayed ? 'Replayed' : ''}`;
}

function listOf({ name, route }: PathOfRoute): readonly Refusal[] {
  const own = Map.groupBy(new Set(problemsOf(name)), (slug): number => problems[slug].status);
  const ofGateway = gatewayAnswers(route);
  const statuses = [...new Set([...own.keys(), ...ofGateway.keys()])].toSorted((one, other) => one - other);
  return statuses.map((status) => ({
    status,
    own: own.get(status) ?? [],
    message: ofGateway.get(status),
    isReplayed: contract[name].isIdempotent === true && (status === 409 || status === 422),
  }));
}

function answer({ status, own, message, isReplayed }: Refusal): object {
  const titles = own.map((slug) => `${problems[slug].title} (\`${slug}\`)`);
  const used = {
    ...(own.some((slug) => problems[slug].retryable) && { 'Retry-After': headers['Retry-After'] }),
    ...(isReplayed && { 'Idempotency-Replayed': headers['Idempotency-Replayed'] }),
    ...(own.length > 0 && { Link: headers.Link }),
    ...(status === 401 && { 'WWW-Authenticate': headers['WWW-Authenticate'] }),
  };
  return {
    description: [...titles, ...(message === undefined ? [] : [`API Gateway itself: ${message}`])].join('; '),
    ...(Object.keys(used).length > 0 && { headers: used }),
    content: {
      ...(own.length > 0 && { 'application/problem+json': problemContent(status, own) }),
      ...(message !== undefined && gatewayContent(message)),
    },
  };
}

function problemContent(status: number, own: readonly ProblemSlug[]) {
  const narrowed = { properties: { type: { enum: own.map(urnOf) }, status: { const: status } } };
  return {
    schema: { allOf: [refTo('Problem'), { type: 'object', ...narrowed }] },
    examples: Object.fromEntries(own.map((slug) => [slug, { $ref: `#/components/examples/${slug}` }])),
  };
}
