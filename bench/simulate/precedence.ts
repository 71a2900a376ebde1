import type { RecordedCall } from './recorder.ts';
import type { Trace } from './trace.ts';

/** A call with a name that is unique in its run, because it has a number. */
type Numbered = RecordedCall & { readonly unique: string };

/**
 * Returns the trace that several runs of the same function have in common. One call needs another if it began after the
 * other's end in every run. The runs have to take random times, so that calls that do not wait for each other begin in
 * different orders. A call that some runs made and others did not, such as a write of progress, is in the trace if most runs
 * made it.
 *
 * @throws Error if there are no runs.
 */
export function traceOf(runs: readonly (readonly RecordedCall[])[]): Trace {
  const numbered = runs.map(withNumbers);
  const [first] = numbered.toSorted((one, other) => other.length - one.length);
  if (first === undefined) throw new Error('Nothing was recorded.');
  const calls = first.filter(({ unique }) => 2 * numbered.filter((run) => has(run, unique)).length > numbered.length);
  const isBefore = (one: string, other: string) =>
    numbered.every((run) => {
      const [earlier, later] = [find(run, one), find(run, other)];
      return earlier === undefined || later === undefined || earlier.endedAt <= later.startedAt;
    });
  return calls.map(({ unique, operation, units }, index) => {
    const before = calls.slice(0, index).flatMap((each, n) => (isBefore(each.unique, unique) ? [n] : []));
    const nameOf = (n: number) => calls[n]?.unique ?? '';
    // What another call of the list needs does not have to be in the list.
    const needs = before.filter((n) => !before.some((later) => later > n && isBefore(nameOf(n), nameOf(later))));
    const isProgress = unique.includes(' progress ');
    return { operation, needs, ...(isProgress && { isProgress: true as const }), ...units };
  });
}

function withNumbers(run: readonly RecordedCall[]): readonly Numbered[] {
  const counts = new Map<string, number>();
  return run.map((call) => {
    const number = (counts.get(call.name) ?? 0) + 1;
    counts.set(call.name, number);
    return { ...call, unique: `${call.name} ${number}` };
  });
}

const find = (run: readonly Numbered[], unique: string) => run.find((each) => each.unique === unique);
const has = (run: readonly Numbered[], unique: string) => find(run, unique) !== undefined;
