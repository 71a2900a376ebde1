import { summaryText } from '../../../cli/views/onboardingText.ts';

const output = { isTTY: false, columns: 120, write: () => true, on: () => undefined };
const onboarding = {
  id: 'ob_00000000000000000000000000',
  status: 'claimed',
  tenantId: 'acme',
  accountId: '111122223333',
  blueprint: 'vault',
  createdAt: '2026-11-29T12:00:00Z',
  updatedAt: '2026-11-29T12:00:00Z',
} as const;

test.each([
  { parameters: { zone: 'Z1' }, shown: 'zone=Z1' },
  { parameters: { buckets: ['one', 'two'] }, shown: 'buckets=one,two' },
  { parameters: { tags: [{ key: 'team', value: 'blue' }] }, shown: 'tags=team=blue' },
])('parameters are shown as the command line takes them: $shown', ({ parameters, shown }) => {
  const given: Parameters<typeof summaryText>[0] = { ...onboarding, parameters, attempts: 1, steps: [] };
  expect(summaryText(given, output)).toMatch(new RegExp(`^Parameters +${shown}$`, 'm'));
});
