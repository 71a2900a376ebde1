import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { AwsFailure } from '../../../lib/core/awsFailure.ts';
import { judgeRetry, isThrottle, recentChanges } from '../../../lib/core/judgeRetry.ts';

const now = 1_800_000_000_000;
const settings = {
  sessionLagMs: 60_000,
  roleLagMs: 120_000,
  entityLagMs: 300_000,
  boundaryLagMs: 300_000,
  lostAccessMs: 600_000,
};
const changed = recentChanges(settings);

interface Failed {
  readonly operation?: string;
  readonly code: string;
  readonly message?: string;
  readonly outcome?: 'refused' | 'unknown';
  readonly status?: number;
}

const verdict = ({ operation = 'iam:CreateUser', code, message = code, outcome = 'refused', status }: Failed) =>
  judgeRetry(new AwsFailure(operation, code, message, outcome, 'request-1', status), [], now);

/** The codes that the SDK itself retries as throttling, as its source lists them. It does not export the list. */
const sdkPath = createRequire(join(process.cwd(), 'package.json')).resolve('@smithy/core/retry');
const [, listed = ''] = /THROTTLING_ERROR_CODES = \[([^\]]+)\]/.exec(readFileSync(sdkPath, 'utf8')) ?? [];
const ofSdk = [...listed.matchAll(/"(\w+)"/g)].map(([, code = '']) => code);
/** IAM's LimitExceeded is a quota. The other one is a transaction of DynamoDB. */
const notThrottles = ['LimitExceededException', 'TransactionInProgressException'];
const throttles = ofSdk.filter((code) => !notThrottles.includes(code));

test('the list of codes that the SDK retries as throttling is found in its source', () => {
  expect(throttles).toContain('Throttling');
});

test.each<Failed>([
  ...throttles.map((code) => ({ code, status: 400 })),
  { code: 'UnknownError', status: 429 },
  { code: 'RequestTimeout', status: 400 },
  { code: 'RequestTimeoutException', status: 400 },
  { code: 'ConcurrentModification', status: 409 },
  { code: 'RequestTimeTooSkewed', status: 403 },
])('AWS did not carry out a change that it answers with $code ($status), so it may be sent again', (failed) => {
  expect(verdict(failed)).toEqual({ kind: 'transient', pauseMs: 0 });
});

test.each<Failed>([
  { operation: 'iam:GetUser', code: 'UnknownError', status: 408 },
  { operation: 'iam:ListAccessKeys', code: 'ServiceFailure', outcome: 'unknown', status: 500 },
  { operation: 'iam:GetPolicy', code: 'UnknownError', status: 503 },
  { operation: 'sts:AssumeRole', code: 'ECONNRESET', outcome: 'unknown' },
  { operation: 'sts:GetCallerIdentity', code: 'TimeoutError', outcome: 'unknown' },
])('$operation changes nothing, so it may be sent again after $code', (failed) => {
  expect(verdict(failed)).toEqual({ kind: 'transient', pauseMs: 0 });
});

test.each<Failed & { isOneTooMany: boolean }>([
  ...throttles.map((code) => ({ code, status: 400, isOneTooMany: true })),
  { code: 'UnknownError', status: 429, isOneTooMany: true },
  { code: 'ServiceFailure', status: 500, isOneTooMany: false },
  { code: 'LimitExceeded', status: 409, isOneTooMany: false },
  { code: 'ECONNRESET', isOneTooMany: false },
])('whether $code ($status) counts as a throttle: $isOneTooMany', ({ code, status, isOneTooMany }) => {
  expect(isThrottle(new AwsFailure('iam:CreateUser', code, code, 'refused', 'request-1', status))).toBe(isOneTooMany);
});

test('a change that IAM refuses with EntityTemporarilyUnmodifiable may be sent again after three minutes', () => {
  expect(verdict({ code: 'EntityTemporarilyUnmodifiable', status: 409 })).toEqual({
    kind: 'transient',
    pauseMs: 180_000,
  });
});

test.each<Failed>([
  { operation: 'iam:CreateUser', code: 'ServiceFailure', outcome: 'unknown', status: 500 },
  { operation: 'iam:CreateUser', code: 'ECONNRESET', outcome: 'unknown' },
  { operation: 'iam:CreateAccessKey', code: 'TimeoutError', outcome: 'unknown' },
  { operation: 'iam:DeleteUser', code: 'UnknownError', status: 408 },
])('nobody knows whether AWS carried out $operation if it fails with $code', (failed) => {
  expect(verdict(failed)).toEqual({ kind: 'outcome-unknown' });
});

const denied = 'User: arn:aws:sts::111122223333:assumed-role/r/s is not authorized to perform: iam:CreateUser';
const silent = `${denied} because no identity-based policy allows the iam:CreateUser action`;
const explicit = `${denied} with an explicit deny in a service control policy`;
const lasting = {
  session: 60_000,
  role: 120_000,
  entity: 300_000,
} as const;

test.each([
  ['InvalidClientTokenId of a new session', changed.sessionGiven, 'InvalidClientTokenId', lasting.session],
  ['ExpiredToken of a new session', changed.sessionGiven, 'ExpiredToken', lasting.session],
  ['AccessDenied of a new role', changed.permissionsChanged, 'AccessDenied', lasting.role],
  ['NoSuchEntity of a new user', changed.entityMade, 'NoSuchEntity', lasting.entity],
  ['AccessDenied on a new user', changed.entityMade, 'AccessDenied', lasting.entity],
  ['EntityAlreadyExists after a removal', changed.entityRemoved, 'EntityAlreadyExists', lasting.entity],
  ['LimitExceeded after a removed key', changed.entityRemoved, 'LimitExceeded', lasting.entity],
  ['DeleteConflict after a detach', changed.entityRemoved, 'DeleteConflict', lasting.entity],
  ['NoSuchEntity of a new boundary', changed.boundaryMade, 'NoSuchEntity', lasting.entity],
  ['AccessDenied on a new boundary', changed.boundaryMade, 'AccessDenied', lasting.entity],
])('%s can be a delay until its time is over, and is final afterwards', (_, change, code, ms) => {
  const failure = new AwsFailure('iam:CreateUser', code, code === 'AccessDenied' ? silent : code, 'refused', 'r', 400);
  const until = now + ms;
  expect(judgeRetry(failure, [change(now)], now)).toEqual({ kind: 'lag', until });
  expect(judgeRetry(failure, [change(now)], until - 1)).toEqual({ kind: 'lag', until });
  expect(judgeRetry(failure, [change(now)], until)).toEqual({ kind: 'refused' });
  expect(judgeRetry(failure, [], now)).toEqual({ kind: 'refused' });
});

test('of several recent changes, the one that explains the failure for longest decides', () => {
  const failure = new AwsFailure('iam:AttachUserPolicy', 'AccessDenied', silent, 'refused');
  const recent = [changed.permissionsChanged(now - 1000), changed.entityMade(now - 200_000), changed.sessionGiven(now)];
  expect(judgeRetry(failure, recent, now)).toEqual({ kind: 'lag', until: now + 119_000 });
});

test('an explicit deny is final, whatever has changed lately', () => {
  const failure = new AwsFailure('iam:CreateUser', 'AccessDenied', explicit, 'refused');
  expect(judgeRetry(failure, [changed.permissionsChanged(now), changed.entityMade(now)], now)).toEqual({
    kind: 'refused',
  });
});

test.each(['EntityAlreadyExists', 'MalformedPolicyDocument', 'OptInRequired', 'NoSuchEntity', 'AccessDenied'])(
  '%s is final if nothing has changed lately',
  (code) => {
    expect(verdict({ code, status: 400 })).toEqual({ kind: 'refused' });
  },
);

test.each([
  ['NoSuchEntity', changed.entityRemoved],
  ['EntityAlreadyExists', changed.entityMade],
  ['LimitExceeded', changed.boundaryMade],
  ['NoSuchEntity', changed.sessionGiven],
  ['InvalidClientTokenId', changed.permissionsChanged],
])('%s is final if only a change has happened that does not explain it', (code, change) => {
  const failure = new AwsFailure('iam:CreateUser', code, code, 'refused', 'r', 400);
  expect(judgeRetry(failure, [change(now)], now)).toEqual({ kind: 'refused' });
});
