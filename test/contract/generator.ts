import { finished, type Draft } from './draft.ts';
import { randomFaults } from './faults.ts';
import type { Known } from './known.ts';
import { oddBodies } from './oddBodies.ts';
import { oddHeaders } from './oddHeaders.ts';
import { oddUrls } from './oddUrls.ts';
import { operations, type Operation } from './operations.ts';
import type { Random } from './random.ts';
import type { Request } from './request.ts';
import { validDraft } from './valid.ts';

/** By operation, how often it is called, if not once in a round. */
const weights: Readonly<Record<string, number>> = {
  createOnboarding: 6,
  claimCredentials: 3,
  provisionOnboarding: 3,
  offboard: 2,
  eraseTenant: 0.6,
  stopRequests: 0.5,
  health: 0.5,
  openApi: 0.5,
};
const weightOf = ({ id }: Operation) => weights[id] ?? 1;
const allWeights = operations.reduce((sum, each) => sum + weightOf(each), 0);

/** Returns an operation, often one that has not been called yet. */
function randomOperation({ called }: Known, random: Random): Operation {
  const others = operations.filter(({ id }) => !called.has(id));
  if (others.length > 0 && random.chance(0.4)) return random.pick(others);
  let left = random.below(1_000_000) / 1_000_000;
  for (const each of operations) {
    left -= weightOf(each) / allWeights;
    if (left < 0) return each;
  }
  return random.pick(operations);
}

/** Generates a request: what the contract allows, a near miss, or an earlier request again. */
export async function randomRequest(known: Known, random: Random): Promise<Request> {
  const wish = known.wishes.shift();
  const wished = operations.find(({ id }) => id === wish?.operationId);
  if (wish !== undefined && wished !== undefined) {
    const draft = await validDraft(wished, known, random);
    return finished({ ...draft, path: { ...wish.path }, query: [] });
  }
  const again = random.chance(0.06) ? random.pickAny(known.repeatable) : undefined;
  if (again !== undefined) return { ...again, faults: randomFaults(again.operation, random) };
  const draft = await validDraft(randomOperation(known, random), known, random);
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
