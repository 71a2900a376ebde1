import { arn, said, type Member } from './member.ts';

const user = 'user/latchkey/tutum/qivthlmh/ob_01M81JDDF2FRQ7JJ21KTJ7R34T/tutum';
const whatWords = said('Whether something is missing, is there although it was not planned, or is another one');
const repairWords = said(
  'Which call sets it right. `rotate`: `POST …/credentials/rotate`. `offboard`: `DELETE`, and another create. `none`: a person in the account has to.',
);

/** The members of the health of an onboarding, and of the events about it. */
export const healthMembers: Readonly<Record<string, Member>> = {
  'OnboardingHealth.id': { description: 'ID of the onboarding', examples: ['ob_01M81JDDF2FRQ7JJ21KTJ7R34T'] },
  live: said('Whether this request looked at the account. If not, the rest is the result of the last look.'),
  'OnboardingHealth.checkedAt': said('When the account was looked at. Null if nobody has looked yet.'),
  result: said(
    '`as_planned`: everything is as planned. `drifted`: something differs. `incomplete`: nothing differs as far as the look got, and some items are unknown. `access_lost`: AWS refuses the bootstrap role. Null if nobody has looked yet.',
  ),
  nextLookAt: said('When Latchkey looks again by itself. Absent if it does not.'),
  'OnboardingHealth.items': said('What was compared'),
  'items.kind': said(
    'What it is. `role`: the bootstrap role can be assumed. `trust`: its trust policy requires the external ID. `membership`: the groups of a user, or the users of a group. `attachments`: the policies of a user or group. `boundary`: which permissions boundary a user has, and `boundary-document`: what that allows.',
  ),
  'items.subject': arn('ARN of what was looked at. For a `key`: its ID.', user),
  'items.state': said(
    '`unknown`: AWS did not say, or a delay inside AWS can explain what was found. `not_checked`: this look did not check it.',
  ),
  'items.reason': said('Why the state is `unknown` or `not_checked`'),
  'items.checkedAt': said('When it was checked, if that was before this look: the trust policy is tried once a week'),
  differences: said('What differs. Present if the state is `drifted`.'),
  'differences.what': whatWords,
  expected: said('What was planned. Absent for something extra. A document is named by its SHA-256.'),
  found: said('What is there. Absent for something that is missing. A document is named by its SHA-256.'),
  'differences.repair': repairWords,
  why: said('Why Latchkey does not set it right by itself, or what the call does'),
  toDo: said('What a person can do'),
  'OnboardingHealth.keys': said('The keys of the users: those that were handed over, and all others, without secrets'),
  'keys.madeBy': said('`latchkey`: the key was handed over. `other`: somebody else created it.'),
  'keys.state': said('`missing`: the key was handed over, and AWS does not have it any more'),
  'keys.createdAt': said('When the key was created'),
  ageDays: said('How many whole days old the key is'),
  lastUsed: said(
    'Its last use, which AWS shows with a delay of up to 15 minutes or more. Null: never. Absent: not known. The check of a new key by Latchkey is a use of `sts`.',
  ),
  'lastUsed.at': said('When the key was last used'),
  service: said('Prefix of the service, such as `ec2`'),
  'lastUsed.region': said('Region of the request'),
  exposed: said(
    'The users to which AWS has attached a quarantine policy, because one of their keys was found in public. A new key of such a user is restricted too, until the policy is detached.',
  ),
  'exposed.userName': said('Name of the user in IAM'),
  'exposed.userArn': arn('ARN of the user', user),
  'exposed.since': said('When Latchkey first found the policy'),
  policyArn: arn('ARN of the quarantine policy', 'policy/AWSCompromisedKeyQuarantineV3'),

  'data.drift': said('The differences. `GET /v1/onboardings/{id}/health?live=false` has the details.'),
  'drift.kind': said('What differs, as in `GET /v1/onboardings/{id}/health`'),
  'drift.subject': arn('ARN of what differs. For a `key`: its ID.', user),
  'drift.what': whatWords,
  'drift.repair': repairWords,
  'data.since': said('Since when'),
  users: said('The users with a quarantine policy'),
  lastUsedAt: said('When the key was last used. Null: never, apart from the check of the new key by Latchkey.'),
};
