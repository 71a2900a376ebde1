import { nothingSeen } from '../../bench/lives.ts';
import { loadFigures, type MeasuredLoad } from '../../bench/loadFigures.ts';

function load(clients: number, lives: number, createMs: readonly number[]): MeasuredLoad {
  const { otherwise } = nothingSeen();
  const took = { create: [...createMs], read: [1], offboard: [2] };
  return { clients, seen: { lives, took, otherwise }, seconds: 10, cpuSeconds: 5, megabytes: 200 };
}

test('the fastest run of each load is compared with the goals', () => {
  const figures = loadFigures([load(20, 100, [2000]), load(20, 260, [900, 950]), load(100, 273, [3000])]);
  expect(figures.map(({ measured, isMet }) => [measured, isMet])).toEqual([
    ['26.0', true],
    ['950 ms', true],
    ['1.05', true],
  ]);
});

test('a goal that is missed is said to be', () => {
  expect(loadFigures([load(20, 240, [1001]), load(100, 200, [1])]).map(({ isMet }) => isMet)).toEqual([
    false,
    false,
    false,
  ]);
});

test('a load that was not run has no figure', () => {
  expect(loadFigures([load(50, 240, [1])])).toEqual([]);
});
