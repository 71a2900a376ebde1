import { AwsFailure } from '../../../lib/core/awsFailure.ts';
import {
  AccessRetired,
  FenceUnknown,
  LeaseLost,
  OutOfTime,
  WaitingForAws,
} from '../../../lib/core/controlFlowErrors.ts';
import { ProblemError } from '../../../lib/core/errors.ts';
import { decideAfterFailure } from '../../../lib/lifecycle/decideAfterFailure.ts';
import { statuses, type Onboarding, type Status } from '../../../lib/record/onboarding.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { recordIn } from '../../support/records.ts';

const minute = 60_000;
const { clock } = fakeClock();
const now = clock.now();
const settings = {
  vendorAccountId: '999988887777',
  partition: 'aws' as const,
  marginMs: 5000,
  requestBudgetMs: 20_000,
};

function aws(operation: string, code: string, message = 'No.', outcome: 'refused' | 'unknown' = 'refused') {
  return new AwsFailure(operation, code, message, outcome);
}

const failures = {
  'AWS throttles': aws('iam:CreateUser', 'Throttling'),
  'the answer of a change is lost': aws('iam:CreateUser', 'TimeoutError', 'No.', 'unknown'),
  'a delay of AWS can be the cause': new WaitingForAws('AWS may be late', now + minute),
  'the request is out of time': new OutOfTime(),
  'the role is refused': aws('sts:AssumeRole', 'AccessDenied'),
  'the access was retired': new AccessRetired('acme', '111122223333'),
  'a policy denies the role': aws('sts:AssumeRole', 'AccessDenied', 'with an explicit deny in a role trust policy'),
  'the vendor has to correct the cause': aws('sts:AssumeRole', 'RegionDisabledException'),
  'the function has expired credentials': aws('sts:AssumeRole', 'ExpiredToken'),
  'IAM refuses the session': aws('iam:GetUser', 'InvalidClientTokenId'),
  'IAM refuses a call': aws('iam:CreateUser', 'LimitExceeded'),
  'a user is no longer ours': new ProblemError('identity-changed', 'The user was replaced.'),
  'the table fails': aws('dynamodb:PutItem', 'InternalServerError', 'No.', 'unknown'),
  'the code has a defect': new TypeError('undefined is not a function'),
};
type Failure = keyof typeof failures;
type Decisions = Readonly<Record<Failure, string>>;

const temporary = (decision: string) => ({
  'AWS throttles': decision,
  'the answer of a change is lost': decision,
  'a delay of AWS can be the cause': decision,
  'the request is out of time': decision,
});
const refused = (decision: string) => ({ 'the role is refused': decision, 'the access was retired': decision });
const vendorSide = (decision: string) => ({
  'the vendor has to correct the cause': decision,
  'the function has expired credentials': decision,
});
const shutOut = (decision: string) => ({ ...refused(decision), 'a policy denies the role': decision });

const provisioning: Decisions = {
  ...temporary('postpone'),
  ...refused('stop-for-person access-lost'),
  'a policy denies the role': 'stop-for-person role-denied',
  ...vendorSide('postpone'),
  'IAM refuses the session': 'roll-back aws-error',
  'IAM refuses a call': 'roll-back quota-exceeded',
  'a user is no longer ours': 'roll-back identity-changed',
  'the table fails': 'throw',
  'the code has a defect': 'roll-back internal-error',
};
const emptyProvisioning: Decisions = {
  ...provisioning,
  ...refused('await-access role-not-usable'),
  'a policy denies the role': 'fail role-denied',
};
const cleanup: Decisions = {
  ...provisioning,
  'IAM refuses the session': 'stop-for-person aws-error',
  'IAM refuses a call': 'stop-for-person quota-exceeded',
  'a user is no longer ours': 'stop-for-person identity-changed',
  'the code has a defect': 'stop-for-person internal-error',
};
const claim: Decisions = {
  ...temporary('keep-status 0 s'),
  'a delay of AWS can be the cause': 'keep-status 10 s',
  ...refused('stop-for-person access-lost'),
  'a policy denies the role': 'stop-for-person role-denied',
  ...vendorSide('refuse vendor-side-error'),
  'IAM refuses the session': 'refuse aws-error',
  'IAM refuses a call': 'refuse quota-exceeded',
  'a user is no longer ours': 'stop-for-person identity-changed',
  'the table fails': 'keep-status 0 s',
  'the code has a defect': 'refuse internal-error',
};
const look = (pause: string): Decisions => ({
  ...temporary(pause),
  ...shutOut(pause),
  ...vendorSide(pause),
  'IAM refuses the session': pause,
  'IAM refuses a call': pause,
  'a user is no longer ours': pause,
  'the table fails': 'throw',
  'the code has a defect': 'throw',
});

const rotation: Decisions = {
  ...temporary('postpone'),
  ...shutOut('end 1800 s'),
  ...vendorSide('postpone'),
  'IAM refuses the session': 'end 1800 s',
  'IAM refuses a call': 'end 1800 s',
  'a user is no longer ours': 'end 1800 s',
  'the table fails': 'throw',
  'the code has a defect': 'end 1800 s',
};
const update: Decisions = {
  ...temporary('postpone'),
  ...refused('end-update access-lost'),
  'a policy denies the role': 'end-update role-denied',
  ...vendorSide('postpone'),
  'IAM refuses the session': 'end-update aws-error',
  'IAM refuses a call': 'undo quota-exceeded',
  'a user is no longer ours': 'undo identity-changed',
  'the table fails': 'throw',
  'the code has a defect': 'undo internal-error',
};

const lease = { owner: 'owner-1', by: 'worker', attempt: 1, since: now - minute, expiresAt: now + minute };
const byRequest = { lease: { ...lease, by: 'request' } };
const lastAttempt = { lease: { ...lease, since: now - 40 * minute } };
const empty = { resources: [] };

interface Situation {
  readonly what: string;
  readonly status: Status;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly decisions: Decisions;
}

const situations: readonly Situation[] = [
  { what: 'a provisioning', status: 'provisioning', decisions: provisioning },
  {
    what: 'a provisioning 40 minutes after its first attempt',
    status: 'provisioning',
    fields: lastAttempt,
    decisions: { ...provisioning, ...temporary('roll-back aws-error'), ...vendorSide('roll-back vendor-side-error') },
  },
  {
    what: 'a provisioning with nothing in the account',
    status: 'provisioning',
    fields: empty,
    decisions: emptyProvisioning,
  },
  {
    what: 'a provisioning with nothing in the account and a later look',
    status: 'provisioning',
    fields: { ...empty, dueTimes: { reconcile: now } },
    decisions: { ...emptyProvisioning, ...refused('fail role-not-usable') },
  },
  {
    what: 'a provisioning by a request, with nothing in the account',
    status: 'provisioning',
    fields: { ...empty, ...byRequest },
    decisions: { ...emptyProvisioning, 'the vendor has to correct the cause': 'roll-back vendor-side-error' },
  },
  { what: 'a claim that a worker undoes', status: 'claiming', decisions: cleanup },
  { what: 'a rollback', status: 'rolling_back', decisions: cleanup },
  { what: 'an offboarding', status: 'offboarding', decisions: cleanup },
  {
    what: 'an offboarding 40 minutes after its first attempt',
    status: 'offboarding',
    fields: lastAttempt,
    decisions: {
      ...cleanup,
      ...temporary('stop-for-person aws-error'),
      ...vendorSide('stop-for-person vendor-side-error'),
    },
  },
  ...(['rolling_back', 'offboarding'] as const).map((status) => ({
    what: `the later look in ${status} with nothing in the account`,
    status,
    fields: empty,
    decisions: { ...cleanup, ...shutOut('end-unchecked'), 'IAM refuses the session': 'end-unchecked' },
  })),
  {
    what: 'a claim that a worker undoes, with nothing in the account',
    status: 'claiming',
    fields: empty,
    decisions: cleanup,
  },
  { what: 'a claim', status: 'ready', decisions: claim },
  { what: 'the later look at a claimed onboarding', status: 'claimed', decisions: look('keep-status 1800 s') },
  {
    what: 'the later look at a claimed onboarding that has failed for a day',
    status: 'claimed',
    fields: { waiting: { reason: 'No.', since: now - 24 * 60 * minute, until: now } },
    decisions: look('keep-status 86400 s'),
  },
  { what: 'a rotation', status: 'rotating', decisions: rotation },
  {
    what: 'a rotation 40 minutes after its first attempt',
    status: 'rotating',
    fields: lastAttempt,
    decisions: { ...rotation, ...temporary('end 1800 s'), ...vendorSide('end 1800 s') },
  },
  { what: 'an update that creates', status: 'updating', decisions: update },
  {
    what: 'an update that removes',
    status: 'updating',
    fields: {
      update: { phase: 'removing', other: { blueprintDigest: '0123456789abcdef', parameters: {} }, startedAt: 1 },
    },
    decisions: {
      ...update,
      'IAM refuses a call': 'end-update quota-exceeded',
      'a user is no longer ours': 'end-update identity-changed',
      'the code has a defect': 'end-update internal-error',
    },
  },
  {
    what: 'a deletion of held keys',
    status: 'needs_attention',
    decisions: { ...look('keep-status 86400 s'), 'the code has a defect': 'keep-status 86400 s' },
  },
];

/** Whether a process works on onboardings in this status. */
const hasWork: Readonly<Record<Status, boolean>> = {
  awaiting_access: false,
  provisioning: true,
  ready: true,
  claiming: true,
  claimed: true,
  rotating: true,
  updating: true,
  rolling_back: true,
  failed: false,
  needs_attention: true,
  expired: false,
  offboarding: true,
  offboarded: false,
};
const withWork = statuses.filter((status) => hasWork[status]);

test('each status with work that can fail has a table', () => {
  expect(new Set(situations.map(({ status }) => status))).toEqual(new Set(withWork));
});

/** Calls `decideAfterFailure` with the type that each status has. */
function decide(record: Onboarding, error: unknown) {
  const deps = { clock, settings };
  switch (record.status) {
    case 'provisioning':
      return decideAfterFailure(deps, record, error);
    case 'claiming':
    case 'rolling_back':
    case 'offboarding':
      return decideAfterFailure(deps, record, error);
    case 'rotating':
      return decideAfterFailure(deps, record, error);
    case 'updating':
      return decideAfterFailure(deps, record, error);
    case 'ready':
      return decideAfterFailure(deps, record, error);
    case 'claimed':
    case 'needs_attention':
      return decideAfterFailure(deps, record, error);
    case 'awaiting_access':
    case 'failed':
    case 'expired':
    case 'offboarded':
      throw new Error(`no process works on an onboarding in ${record.status}`);
  }
}

/** Returns a decision as text: its kind, and the problem or the pause. */
function textOf(decision: ReturnType<typeof decide>): string {
  if ('problem' in decision) return `${decision.kind} ${decision.problem.problem.slug}`;
  return 'delayMs' in decision ? `${decision.kind} ${decision.delayMs / 1000} s` : decision.kind;
}

test.each(situations)(
  'each failure of $what leads to the decision of the table',
  ({ status, fields = {}, decisions }) => {
    const record = recordIn(status, { lease, ...fields });
    const made = Object.entries(failures).map(([failure, error]) => [failure, textOf(decide(record, error))]);
    expect(Object.fromEntries(made)).toEqual(decisions);
  },
);

test.each(withWork)(
  'in %s, a process that lost its lease or does not know whether the keys are on record changes nothing',
  (status) => {
    for (const error of [new LeaseLost('somebody took over'), new FenceUnknown('no answer')])
      expect(decide(recordIn(status), error)).toEqual({ kind: 'throw' });
  },
);
