import { apiLimitsProblem } from '../../../infra/plugin/apiLimits.ts';
import { defaultApiLimits } from '../definition.ts';

test.each([
  ['the defaults', defaultApiLimits],
  ['larger ones, as texts', { rate: '100000', burst: '50000' }],
])('%s are allowed', (_, limits) => {
  expect(apiLimitsProblem(limits)).toBeUndefined();
});

test.each([
  [{ rate: '0', burst: 50 }, "apiRate is '0'"],
  [{ rate: '2.5', burst: 50 }, "apiRate is '2.5'"],
  [{ rate: 25, burst: '' }, "apiBurst is ''"],
  [{ rate: 25, burst: '1e3' }, "apiBurst is '1e3'"],
  [{ rate: 100_001, burst: 50 }, "apiRate is '100001'"],
  [{ rate: 25, burst: 50_001 }, "apiBurst is '50001'"],
])('%j is refused with a sentence', (limits, sentence) => {
  expect(apiLimitsProblem(limits)).toContain(sentence);
});
