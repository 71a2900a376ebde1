import { withTypeErrors } from '../support/compile.ts';

// These tests are in one file, because each file has to parse the types of all packages once.

describe('a new status', () => {
  const file = 'lib/record/onboarding.ts';
  const from = "expired: z.lazy(() => z.object({ ...common, status: z.literal('expired') })),";

  /** Each of these files has a table of all statuses, or a switch without a default. */
  const decideByStatus = [
    'lib/record/onboarding.ts',
    'lib/record/disclosedKeyIds.ts',
    'lib/record/dueTimes.ts',
    'lib/record/advance.ts',
    'lib/record/auditAndEvents.ts',
    'lib/record/recordMetrics.ts',
    'lib/lifecycle/decideAfterFailure.ts',
    'lib/lifecycle/laterLook.ts',
    'lib/requests/requestLink.ts',
  ];

  test('does not compile until each of these files handles it', () => {
    const to = `${from} pausing: z.lazy(() => z.object({ ...common, status: z.literal('pausing'), lease, keys: handedOverKeys })),`;
    expect(withTypeErrors(decideByStatus, { file, from, to: from })).toEqual([]);
    expect(withTypeErrors(decideByStatus, { file, from, to })).toEqual(decideByStatus);
  }, 60_000);
});

describe('a new kind of step', () => {
  const file = 'lib/blueprints/plan.ts';
  const from = "| { readonly kind: 'create-user'; readonly user: string; readonly tags: readonly Tag[] }";

  /** Each of these files has a switch over the kinds without a default, or passes a step to such a switch. */
  const decideByKind = ['lib/blueprints/policyDocumentsOf.ts', 'lib/lifecycle/provision.ts'];

  test('does not compile until these files handle it', () => {
    const to = `${from} | { readonly kind: 'put-user-policy'; readonly user: string; readonly document: string }`;
    expect(withTypeErrors(decideByKind, { file, from, to: from })).toEqual([]);
    expect(withTypeErrors(decideByKind, { file, from, to })).toEqual(decideByKind);
  }, 60_000);
});

test.each([
  ['its media type', "  mediaType: 'text/csv',\n"],
  ['whether it holds several users', '  holdsManyUsers: true,\n'],
  ['whether it takes a profile', '  takesProfile: false,\n'],
  ['how it is written', '  write: (keys) => {'],
])(
  'a format that does not define %s does not compile',
  (_, from) => {
    const file = 'lib/http/keyFormats/csv.ts';
    const to = from.startsWith('  write') ? '  written: (keys: never[]) => {' : '';
    expect(withTypeErrors([file], { file, from, to })).toEqual([file]);
  },
  60_000,
);
