import { troubleKinds } from '../model/trouble.ts';
import type { Operation } from './operations.ts';
import { noFaults, type Faults } from './request.ts';
import type { Random } from './random.ts';

/** The operations that call STS and IAM. */
const inAccount = new Set([
  'createOnboarding',
  'provisionOnboarding',
  'claimCredentials',
  'rotateCredentials',
  'retireKey',
  'reactivateKey',
  'updateOnboarding',
  'onboardingHealth',
  'offboard',
]);

const ofAccount = [
  'iam:CreateUser',
  'iam:CreateAccessKey',
  'iam:CreatePolicy',
  'iam:AttachUserPolicy',
  'iam:UpdateAccessKey',
  'iam:Delete.*',
  'iam:List.*',
  'iam:Get.*',
  'sts:AssumeRole',
  'sts:GetCallerIdentity',
];
const ofState = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:.*', 'sqs:SendMessage'];
const codes = [
  'AccessDenied',
  'InvalidClientTokenId',
  'LimitExceeded',
  'MalformedPolicyDocument',
  'InvalidInput',
  'OptInRequired',
  'DeleteConflict',
  'ConcurrentModification',
  'NeverHeardOf',
] as const;

/** By operation, the call that makes its change. While IAM is busy, the request is answered with 202. */
const changing: Readonly<Record<string, string>> = {
  claimCredentials: 'iam:CreateAccessKey',
  rotateCredentials: 'iam:CreateAccessKey',
  retireKey: 'iam:UpdateAccessKey',
  reactivateKey: 'iam:UpdateAccessKey',
};

/** Returns faults with which IAM does not make the change of an operation, as long as the request lasts. */
export function busyFor({ name }: Operation): Faults {
  const operation = changing[name];
  return operation === undefined ? noFaults : { troubles: [], refusal: { operation, code: 'ConcurrentModification' } };
}

/** Returns what goes wrong while a request is served: nothing in most cases. */
export function randomFaults(operation: Operation | undefined, random: Random): Faults {
  if (operation === undefined || random.chance(0.7)) return noFaults;
  const callsAccount = inAccount.has(operation.name);
  if (operation.name in changing && random.chance(0.3)) return busyFor(operation);
  if (callsAccount && random.chance(0.35))
    return { troubles: [], refusal: { operation: random.pick(ofAccount), code: random.pick(codes) } };
  const all = callsAccount ? [...ofAccount, ...ofState] : ofState;
  const at = random.chance(0.4) ? 1 + random.below(callsAccount ? 25 : 4) : random.pick(all);
  const trouble = { at, kind: random.pick(troubleKinds), ms: random.pick([2000, 40_000, 65_000, 180_000]) };
  // The retries of the SDK hide a single fault of the table or a queue.
  return { troubles: Array.from({ length: random.pick([1, 1, 2, 6, 40]) }, () => trouble), refusal: undefined };
}
