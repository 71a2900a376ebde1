import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { RouteContract } from '../../lib/http/routeContract.ts';
import { routeKey, type Route } from '../../lib/http/routes.ts';

const eventSchema = z.object({ routeKey: z.optional(z.string()), body: z.optional(z.string()) });

/** The bodies of the example events, by the keys of their routes, the shortest first. */
const bodies = Map.groupBy(
  readdirSync('events')
    .filter((file) => file.endsWith('.json'))
    .map((file) => eventSchema.parse(JSON.parse(readFileSync(join('events', file), 'utf8'))))
    .toSorted((one, other) => (one.body ?? '').length - (other.body ?? '').length),
  (event) => event.routeKey,
);

/** Returns the shortest valid body of the example events of a route. Undefined if no event has one. */
export function bodyExample(route: Route, { body }: RouteContract): unknown {
  const all = (bodies.get(routeKey(route)) ?? []).map((event) => parsed(event.body));
  return all.find((each) => each !== undefined && body?.safeParse(each).success === true);
}

/** Stands for the URL of a receiver on a laptop, to which a deployment on AWS does not send. */
const publicUrl = 'https://vendor.example/hooks/latchkey';

/** One of the events is an example of a body that is no JSON. */
function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text.replaceAll(/http:\/\/127\.0\.0\.1:\d+\//g, publicUrl));
  } catch {
    return undefined;
  }
}
