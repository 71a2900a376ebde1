import { openScenario, warmUp, type Scenario } from '../model/scenario.ts';

let scenario: Scenario;
beforeAll(warmUp);
afterEach(() => scenario.close());

test.each([
  { type: 'user', blueprint: 'tutum', create: 'CreateUser', get: 'GetUser' },
  { type: 'group', blueprint: 'koding', create: 'CreateGroup', get: 'GetGroup' },
])(
  'after a lost answer, an onboarding continues with the $type that it created, even if IAM does not show it when the repeated create finds the name taken',
  async ({ blueprint, create, get }) => {
    scenario = await openScenario({ blueprint });
    const trouble = { at: `iam:${create}`, kind: 'answer lost', ms: 0 } as const;
    // One look after the repeated create does not find it, and the next one does.
    scenario.world.refusals.add(`iam:${get}`, 'NoSuchEntity', 'x');
    await scenario.waitFor(scenario.create({}, {}, { trouble }));
    await scenario.settle();
    expect(['ready', 'claimed']).toContain(scenario.one().status);
    expect(scenario.one()).not.toHaveProperty('problem');
    expect(await scenario.violations()).toEqual([]);
  },
);
