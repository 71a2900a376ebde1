import type { LagProfile } from '../../local/sandbox/lag/profile.ts';
import { openTenant } from '../model/tenant.ts';
import type { Answer } from '../model/invocations.ts';
import type { World } from '../model/world.ts';
import { complaintsAbout } from './answers.ts';
import { atTheEnd } from './atTheEnd.ts';
import { randomRequest } from './generator.ts';
import { openGoals } from './goals.ts';
import { accountIds, openKnown } from './known.ts';
import { operations } from './operations.ts';
import { randomFrom } from './random.ts';
import type { Outcome } from './outcome.ts';
import type { Request } from './request.ts';
import { openService } from './service.ts';
import { surroundings } from './surroundings.ts';

export interface BatchOptions {
  readonly seed: number;
  /** How many requests are sent. */
  readonly requests: number;
  readonly profile: LagProfile;
  /** How often a request is for a success that no request has had yet, from 0 to 1. */
  readonly aim?: number;
  /** Replaces a request, by its number from 1. */
  readonly replace?: (request: Request, n: number) => Request;
  /** Changes an answer, as a defect of the service would. */
  readonly distort?: (answer: Answer) => Answer;
}

export interface BatchResult {
  readonly outcomes: readonly Outcome[];
  /** What must not be, after all requests. */
  readonly violations: readonly string[];
}

/** Returns the problem of the onboarding that an answer names. */
function problemOnRecord({ watched }: World, { text }: Answer): string | undefined {
  const [, id = ''] = /"onboarding":"(ob_\w+)"/.exec(text) ?? [];
  const record = watched.records.get(id);
  return record !== undefined && 'problem' in record ? record.problem?.slug : undefined;
}

/**
 * Sends generated requests to a service of their own, whose AWS is late and fails, and checks each answer. Then checks
 * what is left of them.
 */
export async function runBatch({
  seed,
  requests,
  profile,
  aim = 0.4,
  replace,
  distort,
}: BatchOptions): Promise<BatchResult> {
  const random = randomFrom(seed);
  const { world, send } = openService(seed, profile);
  const { time } = world;
  const outcomes: Outcome[] = [];
  try {
    const tenant = await openTenant(world, accountIds[0], 'tutum', {});
    const known = openKnown(world);
    const goals = openGoals();
    const { before, between } = await surroundings(world, tenant, known, random);

    const ask = async (request: Request, n: number, lastTogether: number): Promise<void> => {
      const { route, answer: given, complaint, faults } = await send(request);
      const operation = operations.find(({ method, path }) => `${method} ${path}` === route.key);
      const answer = given && (distort?.(given) ?? given);
      const judged =
        answer &&
        (await time.busily(() =>
          complaintsAbout({
            request,
            operation,
            answer,
            faults,
            onRecord: problemOnRecord(world, answer),
          }),
        ));
      const complaints = [...(complaint === undefined ? [] : [complaint]), ...(judged ?? [])];
      const outcome = { n, lastTogether, request, operation: operation?.id ?? route.functionName, answer, complaints };
      outcomes.push(outcome);
      goals.add(outcome);
      if (answer !== undefined) known.learn(request, answer);
    };

    for (let n = 1; n <= requests;) {
      await before(n);
      const together = Math.min(requests - n + 1, random.chance(0.08) ? 2 + random.below(2) : 1);
      const generated: Request[] = [];
      for (let each = 0; each < together; each += 1) {
        const request = await randomRequest(known, goals, random, aim);
        generated.push(replace?.(request, n + each) ?? request);
      }
      const last = n + together - 1;
      await time.until(Promise.all(generated.map((request, each) => ask(request, n + each, last))));
      n += together;
      await between();
    }
    return { outcomes, violations: await atTheEnd(world, tenant, outcomes) };
  } catch (error) {
    return { outcomes, violations: [error instanceof Error ? (error.stack ?? error.message) : String(error)] };
  } finally {
    world.close();
  }
}
