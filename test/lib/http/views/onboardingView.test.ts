import { notRepeated, onboardingView } from '../../../../lib/http/views/onboardingView.ts';
import type { IssuedKey } from '../../../../lib/account/accessKeys.ts';
import { statuses } from '../../../../lib/record/onboarding.ts';
import { recordIn } from '../../../support/records.ts';

const offer = {
  externalId: 'external-id',
  roleArn: 'arn:aws:iam::111122223333:role/latchkey-bootstrap-tutum-qivthlmh',
  launchUrl: 'https://console.example/launch',
  templateUrl: 'https://templates.example/t.json',
  cliCommand: 'aws cloudformation create-stack',
  updateCommand: 'aws cloudformation update-stack',
  terraform: 'resource "aws_cloudformation_stack" "latchkey" {}\n',
  launchRegion: 'us-east-1',
};
const key: IssuedKey = {
  userName: 'tutum',
  userArn: 'arn:aws:iam::111122223333:user/latchkey/tutum/qivthlmh/ob_01JZ0000000000000000000000/tutum',
  accessKeyId: 'AKIAEXAMPLE',
  secretAccessKey: 'the secret',
  verification: 'verified',
};

test('the view of an onboarding has the documented fields', () => {
  expect(onboardingView(recordIn('provisioning'))).toEqual({
    id: 'ob_01JZ0000000000000000000000',
    status: 'provisioning',
    tenantId: 'acme',
    accountId: '111122223333',
    blueprint: 'tutum',
    parameters: { region: null, userName: 'tutum', policyName: 'tutum-policy' },
    createdAt: '2026-01-01T00:00:00.000Z',
    attempts: 1,
    updatedAt: '2026-01-02T00:00:00.000Z',
    steps: [
      {
        name: 'assume-role',
        status: 'done',
        startedAt: '2026-01-01T00:00:00.000Z',
        endedAt: '2026-01-01T00:00:01.000Z',
      },
      { name: 'create-user tutum', status: 'pending', startedAt: null, endedAt: null },
    ],
    receipt: { resources: [{ type: 'user', arn: key.userArn, status: 'made' }] },
  });
});

describe('the view has no internal field', () => {
  const canary = 'canary-7f';
  const internalFields = { secretAccessKey: canary, sessionToken: canary, externalId: canary };
  const internal = {
    writer: canary,
    caller: canary,
    boundaryArn: canary,
    roleArn: canary,
    foreignKeyIds: [{ userName: 'tutum', ids: [canary] }],
    lease: { owner: canary, by: 'request', attempt: 1, since: 0, expiresAt: 1 },
  };

  test.each(statuses)('in a record with the status %s', (status) => {
    const record = recordIn(status, internal);
    const withInternalFields = {
      ...record,
      ...internalFields,
      steps: record.steps.map((step) => ({ ...step, ...internalFields })),
      resources: record.resources.map((resource) => ({ ...resource, id: canary, ...internalFields })),
    };
    expect(JSON.stringify(withInternalFields)).toContain(canary);
    expect(JSON.stringify(onboardingView(withInternalFields, { offer, answer: { reason: 'none' } }))).not.toContain(
      canary,
    );
  });

  test('in an offer, a key and a problem', () => {
    const strayOffer = { ...offer, internal: canary };
    const strayKey = { ...key, sessionToken: canary };
    const failed = recordIn('failed');
    const strayProblem =
      failed.status === 'failed' ? { ...failed, problem: { ...failed.problem, cause: canary } } : failed;
    expect(
      JSON.stringify(onboardingView(strayProblem, { offer: strayOffer, answer: { keys: [strayKey] } })),
    ).not.toContain(canary);
  });
});

describe('what an onboarding waits for', () => {
  const waiting = { reason: 'AWS answered …', since: Date.UTC(2026, 0, 2), until: Date.UTC(2026, 0, 2, 0, 1) };
  const shown = { reason: 'AWS answered …', since: '2026-01-02T00:00:00.000Z', until: '2026-01-02T00:01:00.000Z' };

  test('is shown with the code of AWS, since when AWS answers with it, and until when Latchkey waits', () => {
    const record = recordIn('provisioning', { waiting: { ...waiting, code: 'AccessDenied' } });
    expect(onboardingView(record).waiting).toEqual({ ...shown, code: 'AccessDenied' });
  });

  test('has no code if AWS did not answer', () => {
    const { waiting: view } = onboardingView(recordIn('provisioning', { waiting }));
    expect(view).toEqual(shown);
    expect(JSON.stringify(view)).not.toContain('code');
  });

  test('is absent while it waits for nothing', () => {
    expect(JSON.stringify(onboardingView(recordIn('provisioning')))).not.toContain('waiting');
  });
});

describe('credentials', () => {
  test('are shown with the date to rotate them by: 90 days after the claim', () => {
    const view = onboardingView(recordIn('claimed'), { answer: { keys: [key] } });
    expect(view.credentials).toEqual([key]);
    expect(view.rotateBy).toBe('2026-04-02T00:00:00.000Z');
    expect(view).not.toHaveProperty('credentialsReason');
  });

  test('are null with a reason if they are not returned again', () => {
    expect(onboardingView(recordIn('claimed'), { answer: { reason: 'once' } })).toMatchObject({
      credentials: null,
      credentialsReason: 'once',
    });
  });

  test('are absent if the caller passes none, and the date stays', () => {
    const view = onboardingView(recordIn('claimed'));
    expect([view.credentials, view.rotateBy]).toEqual([undefined, '2026-04-02T00:00:00.000Z']);
    expect(Object.keys(view)).not.toContain('credentials');
  });

  test.each([
    { status: 'claimed', reason: /never returns them again/ },
    { status: 'ready', reason: /Claim them/ },
    { status: 'provisioning', reason: /has the status provisioning/ },
    { status: 'failed', reason: /has the status failed/ },
  ] as const)(
    'of an onboarding that is $status are not returned, and the reason depends on the status',
    ({ status, reason }) => {
      const answer = notRepeated(recordIn(status));
      expect(answer).toEqual({ reason: expect.stringMatching(reason) });
    },
  );
});

describe('the receipt', () => {
  test('lists created, removed and left resources, the last with a reason, and no planned ones', () => {
    const resource = (name: string, status: string, more = {}) => ({
      type: 'user',
      name,
      arn: `arn:${name}`,
      status,
      ...more,
    });
    const resources = [
      resource('a', 'planned'),
      resource('b', 'made'),
      resource('c', 'removed'),
      resource('d', 'left', { reason: 'it is in a group' }),
    ];
    expect(onboardingView(recordIn('needs_attention', { resources, keys: [] })).receipt?.resources).toEqual([
      { type: 'user', arn: 'arn:b', status: 'made' },
      { type: 'user', arn: 'arn:c', status: 'removed' },
      { type: 'user', arn: 'arn:d', status: 'left', reason: 'it is in a group' },
    ]);
  });

  test('names an issued key by its ID and its user', () => {
    expect(onboardingView(recordIn('claimed')).receipt?.resources).toContainEqual({
      type: 'access-key',
      arn: key.userArn,
      accessKeyId: 'AKIAEXAMPLE',
      status: 'made',
    });
  });

  test('is absent while it is empty', () => {
    expect(onboardingView(recordIn('awaiting_access', { resources: [] })).receipt).toBeUndefined();
  });
});

test.each([
  { status: 'ready', claim: '/v1/onboardings/ob_01JZ0000000000000000000000/credentials' },
  { status: 'provisioning', claim: undefined },
  { status: 'claimed', claim: undefined },
  { status: 'failed', claim: undefined },
] as const)('the view links the claim only if the onboarding is ready: $status', ({ status, claim }) => {
  expect(onboardingView(recordIn(status)).claim).toBe(claim);
});

test('the problem of a failed onboarding has no request ID, because that ID belongs to an earlier answer', () => {
  expect(onboardingView(recordIn('failed')).problem).toEqual({
    type: 'urn:latchkey:problem:aws-error',
    title: 'A call to AWS failed',
    status: 502,
    detail: 'AWS did not answer.',
    retryable: true,
  });
});

test('an onboarding in awaiting_access shows all fields of the stack offer', () => {
  expect(onboardingView(recordIn('awaiting_access'), { offer }).access).toEqual(offer);
});
