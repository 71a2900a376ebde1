import { awsLimits } from '../../../bench/simulate/awsLimits.ts';
import { forEachResource, resourceNames } from '../../../bench/simulate/meter.ts';
import { cellsFor, remedyFor } from '../../../bench/simulate/remedies.ts';
import { deployed } from '../../../bench/simulate/scenario.ts';

/** So little that one deployment carries it. */
const little = forEachResource(() => 10);
const muchOfSts = { ...little, sts: 6000 };

test('the number of cells follows from what AWS does not raise', () => {
  expect(cellsFor(little)).toBe(1);
  // Each cell may use seven tenths of the 600 calls a second.
  expect(cellsFor(muchOfSts)).toBe(15);
  expect(cellsFor({ ...little, controlsItem: 3000 })).toBe(2);
});

test.each([
  { breaking: 'apiStage', sts: 10, what: '`apiRate` 15, `apiBurst` 30' },
  { breaking: 'workFunctions', sts: 10, what: '`workConcurrency` 20' },
  { breaking: 'deliveryFunctions', sts: 10, what: '`deliveryConcurrency` 40' },
  { breaking: 'partition', sts: 10, what: '`indexShards` 4' },
  { breaking: 'table', sts: 10, what: `quota ${awsLimits.table.code} 80000` },
  { breaking: 'lambdaConcurrency', sts: 10, what: `quota ${awsLimits.lambda.code} 2000` },
  // A larger quota would only lead to the limit of STS.
  { breaking: 'lambdaConcurrency', sts: 6000, what: '15 cells' },
  { breaking: 'sts', sts: 6000, what: '15 cells' },
  { breaking: 'sts', sts: 10, what: '2 cells' },
] as const)(
  'where $breaking breaks first, with $sts calls to STS, the next step is: $what',
  ({ breaking, sts, what }) => {
    expect(remedyFor(breaking, { ...little, sts }, deployed)?.what).toBe(what);
  },
);

test('a setting that is at its largest value is followed by cells', () => {
  const settings = { ...deployed.settings, workConcurrency: 1000, indexShards: 64 };
  expect(remedyFor('workFunctions', little, { ...deployed, settings })?.what).toBe('2 cells');
  expect(remedyFor('partition', little, { ...deployed, settings })?.what).toBe('2 cells');
});

test('each remedy changes the scenario, and against the rate of IAM in one account there is none', () => {
  for (const breaking of resourceNames) {
    const remedy = remedyFor(breaking, little, deployed);
    if (breaking === 'iam') expect(remedy).toBeUndefined();
    else expect(remedy?.scenario).not.toEqual(deployed);
  }
});
