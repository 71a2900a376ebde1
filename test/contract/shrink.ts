import { runBatch, type BatchOptions } from './batch.ts';
import type { Outcome } from './outcome.ts';
import { entriesOf } from '../../scripts/json.ts';
import { noFaults, type Request } from './request.ts';

/** How many batches are run to make a request smaller. Each sends every request before it again. */
const mostRuns = 40;

/** Returns a smaller request in place of one with complaints, about which there still are complaints. */
export async function shrunk(
  options: BatchOptions,
  { n, lastTogether, request, complaints }: Outcome,
): Promise<Request> {
  let smallest = request;
  let runs = 0;
  for (let isSmaller = true; isSmaller && runs < mostRuns;) {
    isSmaller = false;
    for (const candidate of smallerThan(smallest)) {
      runs += 1;
      const { outcomes } = await runBatch({
        ...options,
        requests: lastTogether,
        replace: (generated, number) => (number === n ? candidate : generated),
      });
      if (!outcomes.some((each) => each.n === n && each.complaints[0] === complaints[0])) continue;
      smallest = candidate;
      isSmaller = true;
      break;
    }
  }
  return smallest;
}

/** Returns requests with one thing less. */
function smallerThan(request: Request): readonly Request[] {
  const { faults, headers, search, body } = request;
  const hasFaults = faults.refusal !== undefined || faults.troubles.length > 0;
  return [
    ...(hasFaults ? [{ ...request, faults: noFaults }] : []),
    ...(faults.troubles.length > 1
      ? [{ ...request, faults: { ...faults, troubles: faults.troubles.slice(0, 1) } }]
      : []),
    ...(search === '' ? [] : [{ ...request, search: '' }]),
    ...headers.map((_, index) => ({ ...request, headers: headers.toSpliced(index, 1) })),
    ...(body.length === 0 ? [] : [{ ...request, body: Buffer.alloc(0) }]),
    ...membersLess(body.toString('utf8')).map((text) => ({ ...request, body: Buffer.from(text) })),
  ];
}

function membersLess(text: string): readonly string[] {
  try {
    const entries = entriesOf(JSON.parse(text));
    return entries.map((_, index) => JSON.stringify(Object.fromEntries(entries.toSpliced(index, 1))));
  } catch {
    return [];
  }
}
