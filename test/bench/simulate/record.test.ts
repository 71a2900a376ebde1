import { record } from '../../../bench/simulate/record.ts';
import { phases, readTraces, type Trace, type Traces } from '../../../bench/simulate/trace.ts';

const recorded = readTraces();
let now: Traces;

beforeAll(async () => {
  now = await record(1, false);
});

/** The calls of a trace in alphabetical order, and the write units of the table and of each partition key. */
function taken(trace: Trace) {
  const kept = trace.filter(({ isProgress }) => isProgress !== true);
  const units: Record<string, number> = {};
  for (const { writes = {}, sharedReads = {} } of kept)
    for (const [name, of] of Object.entries({ ...writes, ...sharedReads })) units[name] = (units[name] ?? 0) + of;
  return { operations: kept.map(({ operation }) => operation).sort(), units };
}

// If this fails, the service makes other calls than before: run npm run simulate -- --record, then -- --write.
test.each(phases.filter((phase) => phase !== 'sweep'))(
  'the calls of %s that the simulation replays are those that the service makes',
  (phase) => {
    expect(taken(now[phase])).toEqual(taken(recorded[phase]));
  },
);

test('a call waits only for calls before it', () => {
  for (const phase of phases)
    for (const [index, { needs }] of recorded[phase].entries())
      expect(needs.every((need) => need >= 0 && need < index)).toBe(true);
});
