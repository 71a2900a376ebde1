import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { Answer } from './localProcess.ts';

/** The requests that a client sends for one onboarding, in their order. */
export const lifeRequests = ['create', 'read', 'offboard'] as const;

type LifeRequest = (typeof lifeRequests)[number];

/** What the clients of a load have seen. */
export interface Seen {
  /** How many onboardings were created, read and offboarded. */
  lives: number;
  /** How long the requests took that were answered as expected, in milliseconds. */
  readonly took: Readonly<Record<LifeRequest, number[]>>;
  /** How many requests were answered otherwise, by request, status and code of the problem. */
  readonly otherwise: Map<string, number>;
}

/** One client: the tenant that it asks for, and how it sends requests. */
export interface Client {
  readonly tenant: object;
  readonly request: (method: string, path: string, body?: unknown) => Promise<Answer>;
}

const created = z.object({ id: z.string() });
const problem = z.object({ code: z.string() });

/** Returns counts of zero, for clients that have sent no request yet. */
export function nothingSeen(): Seen {
  return { lives: 0, took: { create: [], read: [], offboard: [] }, otherwise: new Map() };
}

/**
 * Creates, reads and offboards one onboarding after another, and ends after the one during which `isOver` begins to
 * return true. A request that is refused for now (503, 429) is repeated after its Retry-After. Any other answer is
 * counted, and its request is not repeated.
 * @param seen returns where to count what is seen now
 */
export async function liveUntil(isOver: () => boolean, client: Client, seen: () => Seen): Promise<void> {
  const send = async (kind: LifeRequest, ask: () => Promise<Answer>): Promise<Answer | undefined> => {
    const expected = kind === 'create' ? 201 : 200;
    for (;;) {
      const before = performance.now();
      const answer = await ask();
      if (answer.status === expected) {
        seen().took[kind].push(performance.now() - before);
        return answer;
      }
      const { data } = problem.safeParse(answer.body);
      const what = `${kind} ${answer.status} ${data?.code ?? ''}`.trim();
      seen().otherwise.set(what, (seen().otherwise.get(what) ?? 0) + 1);
      if (answer.retryAfterMs === undefined) return undefined;
      await sleep(answer.retryAfterMs);
    }
  };
  while (!isOver()) {
    const answer = await send('create', () => client.request('POST', '/v1/onboardings', client.tenant));
    const read = created.safeParse(answer?.body);
    if (!read.success) {
      await sleep(pauseMs);
      continue;
    }
    const path = `/v1/onboardings/${read.data.id}`;
    await send('read', () => client.request('GET', path));
    if ((await send('offboard', () => client.request('DELETE', path))) !== undefined) seen().lives += 1;
  }
}

/** The pause after a create that was refused for good, in milliseconds. */
const pauseMs = 1000;
