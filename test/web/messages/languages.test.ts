import { catalog } from '../../../catalog/index.ts';
import { readParameters } from '../../../lib/blueprints/parameters.ts';
import { planOnboarding } from '../../../lib/blueprints/plan.ts';
import { assumeStep } from '../../../lib/lifecycle/provision.ts';
import { isLanguage, languages, loadMessages } from '../../../web/messages/languages.ts';

const owner = { namespace: 'latchkey', tenantToken: 'abcdefgh', accountId: '111122223333', partition: 'aws' } as const;
const planned = catalog.flatMap((blueprint) => {
  const read = readParameters(blueprint, blueprint.name === 'cycle' ? { userNames: ['ann'] } : {}, {
    partition: 'aws',
  });
  if ('errors' in read) throw new Error(`${blueprint.name} needs parameters`);
  const { values } = read;
  return planOnboarding({ ...owner, blueprint, values, onboardingId: 'ob_01M81JDDF2FRQ7JJ21KTJ7R34T' }).steps;
});
const removals = ['deactivate-access-keys', ...['user', 'group', 'policy'].map((type) => `remove-${type} name`)];
const steps = [...new Set([assumeStep, ...planned.map(({ name }) => name), ...removals])];

test.each(Object.keys(languages))('each step of each blueprint has words in %s', async (language) => {
  if (!isLanguage(language)) throw new Error(`${language} has no texts`);
  const { watch } = await loadMessages(language);
  expect(steps.length).toBeGreaterThan(20);
  expect(steps.filter((step) => watch.step(step) === step)).toEqual([]);
});
