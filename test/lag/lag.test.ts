import { catalog } from '../../catalog/index.ts';
import { warmUp } from '../model/scenario.ts';
import { sampledRows } from '../support/sampledRows.ts';
import { live } from './life.ts';

beforeAll(warmUp);

const lives = catalog.map(({ name }, index) => ({ blueprint: name, profile: 'bad' as const, seed: 11 + index }));

// `npm run test:lag` runs 200 lives of each blueprint. In this sample are users, a group, and a policy of the tenant's.
test.each([...sampledRows(lives, 3), { blueprint: 'koding', profile: 'usual' as const, seed: 1 }])(
  'in an AWS whose lag is $profile, $blueprint is onboarded and offboarded twice, although the stack was launched a short time before',
  async (life) => {
    expect((await live(life)).complaints).toEqual([]);
  },
);
