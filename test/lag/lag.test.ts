import { catalog } from '../../catalog/index.ts';
import { warmUp } from '../model/scenario.ts';
import { live } from './life.ts';

beforeAll(warmUp);

// `npm run test:lag` runs 200 lives of each blueprint.
test.each([
  ...catalog.map(({ name }, index) => ({ blueprint: name, profile: 'bad' as const, seed: 11 + index })),
  { blueprint: 'koding', profile: 'usual' as const, seed: 1 },
])(
  'in an AWS whose lag is $profile, $blueprint is onboarded and offboarded twice, although the stack was launched a short time before',
  async (life) => {
    expect((await live(life)).complaints).toEqual([]);
  },
);
