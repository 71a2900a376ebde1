import { finished, setHeader, type Draft } from './draft.ts';
import { busyFor, randomFaults } from './faults.ts';
import type { Goal, Goals } from './goals.ts';
import type { Known } from './known.ts';
import { oddBodies } from './oddBodies.ts';
import { oddHeaders } from './oddHeaders.ts';
import { oddUrls } from './oddUrls.ts';
import { operations, type Operation } from './operations.ts';
import { feasible } from './prerequisites.ts';
import type { Random } from './random.ts';
import type { Request } from './request.ts';
import { validDraft } from './valid.ts';

/** By operation, how often it is called, if not once in a round. */
const weights: Readonly<Record<string, number>> = {
  createOnboarding: 6,
  claimCredentials: 3,
  claimCredentialsByLink: 2,
  createLink: 2,
  rotateCredentials: 4,
  retireKey: 2,
  reactivateKey: 2,
  updateOnboarding: 2,
  onboardingHealth: 2,
  provisionOnboarding: 3,
  offboard: 2,
  eraseTenant: 0.6,
  stopRequests: 0.5,
  health: 0.5,
  openApi: 0.5,
};
const weightOf = ({ id }: Operation) => weights[id] ?? 1;
const allWeights = operations.reduce((sum, each) => sum + weightOf(each), 0);

/** Returns a success that no request has had yet. */
function randomGoal(goals: Goals, random: Random): Goal | undefined {
  const missing = goals.missing();
  const statuses = missing.filter(({ status }) => status !== undefined);
  return random.pickAny(statuses.length > 0 && random.chance(0.8) ? statuses : missing);
}

/** Generates a request that the contract allows, and that gets a success in most cases. */
async function requestFor({ operation, status, scheme }: Goal, known: Known, random: Random): Promise<Request> {
  const draft = await validDraft(operation, known, random, scheme);
  const isLater = status === 202;
  if (operation.parameters.some(({ name }) => name === 'Prefer'))
    setHeader(draft, 'prefer', ...(isLater ? ['respond-async'] : []));
  return finished(draft, isLater ? busyFor(operation) : undefined);
}

function randomOperation(random: Random): Operation {
  let left = random.below(1_000_000) / 1_000_000;
  for (const each of operations) {
    left -= weightOf(each) / allWeights;
    if (left < 0) return each;
  }
  return random.pick(operations);
}

/**
 * Generates a request: what the contract allows, a near miss, or an earlier request again. `aim`: how often it is for a
 * success that no request has had yet (0 to 1).
 */
export async function randomRequest(known: Known, goals: Goals, random: Random, aim: number): Promise<Request> {
  const wish = known.wishes.shift();
  const wished = operations.find(({ id }) => id === wish?.operationId);
  if (wish !== undefined && wished !== undefined) {
    const draft = await validDraft(wished, known, random);
    return finished({ ...draft, path: { ...wish.path }, query: [] });
  }
  const again = random.chance(0.06) ? random.pickAny(known.repeatable) : undefined;
  if (again !== undefined) return { ...again, faults: randomFaults(again.operation, random) };
  const goal = random.chance(aim) ? randomGoal(goals, random) : undefined;
  if (goal !== undefined) return requestFor(feasible(goal, known), known, random);
  const draft = await validDraft(randomOperation(random), known, random);
  if (random.chance(0.4)) misshape(draft, random);
  return finished(draft, randomFaults(draft.operation, random));
}

/** Applies one or two changes after which the contract may not allow the request. */
function misshape(draft: Draft, random: Random): void {
  const kinds = [
    ...(draft.body === undefined && random.chance(0.7) ? [] : [oddBodies, oddBodies]),
    oddHeaders,
    oddUrls,
  ];
  for (const changes of new Set(random.chance(0.2) ? [random.pick(kinds), random.pick(kinds)] : [random.pick(kinds)])) {
    const all = Object.entries(changes);
    // The first change of each kind has the most variants.
    const [name, change] = random.chance(0.25) ? random.pick(all.slice(0, 1)) : random.pick(all);
    change(draft, random);
    draft.oddities.push(name);
  }
}
