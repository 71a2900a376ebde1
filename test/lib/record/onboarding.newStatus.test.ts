import { withTypeErrors } from '../../support/compile.ts';

const file = 'lib/record/onboarding.ts';
const from = "z.object({ ...common, status: z.literal('expired') }),";

/** Each of these files has a table of all statuses, or a switch without a default. */
const decideByStatus = [
  'lib/record/onboarding.ts',
  'lib/record/disclosedKeyIds.ts',
  'lib/record/dueTimes.ts',
  'lib/record/advance.ts',
  'lib/record/auditAndEvents.ts',
  'lib/record/recordMetrics.ts',
  'lib/lifecycle/afterFailure.ts',
  'lib/lifecycle/laterLook.ts',
  'lib/requests/requestLink.ts',
];

test('a new status does not compile until each of these files handles it', () => {
  const to = `${from} z.object({ ...common, status: z.literal('rotating'), lease, accessKeyIds: keyIds }),`;
  expect(withTypeErrors(decideByStatus, { file, from, to: from })).toEqual([]);
  expect(withTypeErrors(decideByStatus, { file, from, to })).toEqual(decideByStatus);
}, 60_000);
