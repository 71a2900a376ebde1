import { phasesWith } from './cells.ts';
import { startReport } from './report.ts';

const namesOf = (text: string) => phasesWith(text).map(({ blueprint, phase }) => `${blueprint} / ${phase.name}`);

test('a run of the fault matrix prints every ten seconds how many cells are done, and at the end how many are green', () => {
  const printed: string[] = [];
  let now = 500;
  const report = startReport('', printed.push.bind(printed), () => now);
  const count = report.count(45, 'cells');
  for (const seconds of [3, 6.9, 0.1, 9.9, 0.1]) {
    now += seconds * 1000;
    count();
  }
  expect(report.end(45, 45)).toBe(true);
  expect(report.end(44, 45)).toBe(false);
  expect(printed).toEqual([
    '3 of 45 cells, after 10 s',
    '5 of 45 cells, after 20 s',
    '45 of 45 cells green, in 20 s',
    '44 of 45 cells green, in 20 s',
  ]);
});

test('a run without a cell fails', () => {
  const printed: string[] = [];
  expect(startReport('tutm', printed.push.bind(printed)).end(0, 0)).toBe(false);
  expect(printed).toEqual([expect.stringMatching(/^No cell has "tutm" in its name\. /)]);
});

test.each([
  ['tutum / create', ['tutum / create', 'tutum / create later']],
  ['tutum / create / iam:CreateUser', ['tutum / create']],
  ['tutm / create', []],
])('--only "%s" runs the phases that it names', (only, phases) => {
  expect(namesOf(only)).toEqual(phases);
});

test('--only with a call alone, or with a call and a fault, finds it in every phase', () => {
  const all = namesOf('');
  expect(all.length).toBeGreaterThan(20);
  expect(namesOf('iam:CreateUser')).toEqual(all);
  expect(namesOf('CreateUser tutum / dies')).toEqual(all);
});
