import { receiptTypes } from './closedSets.ts';
import { statusWords } from './introduction.ts';
import { arn, closed, said, type Member } from './member.ts';
import { problemSlugs, urnOf } from './problemExamples.ts';

const user = 'user/latchkey/tutum/qivthlmh/ob_01M81JDDF2FRQ7JJ21KTJ7R34T/tutum';
const accessKeyId: Member = { description: 'ID of the access key', examples: ['AKIAIOSFODNN7EXAMPLE'] };
const userName = said('Name of the user in IAM');
const userArn = arn('ARN of the user', user);

/** The members of an onboarding, in answers and in events. */
export const onboardingMembers: Readonly<Record<string, Member>> = {
  'Onboarding.id': { description: 'ID of the onboarding', examples: ['ob_01M81JDDF2FRQ7JJ21KTJ7R34T'] },
  status: said('Status of the onboarding'),
  'Onboarding.status': said(statusWords()),
  blueprintDigest: said(
    'Digest of the version of the blueprint with which the onboarding was planned. Texts that only people read do not count. Absent if an earlier version of Latchkey wrote the onboarding.',
  ),
  outdated: said(
    'Whether another version of the blueprint is deployed, to which the onboarding can be updated. Absent before its users exist and after it has ended.',
  ),
  parameters: said('Parameters of the blueprint. `GET /v1/blueprints/{name}` has their schema.'),
  tags: said('Tags of the caller’s own for the users and policies'),
  'tags.key': said('Key of the tag'),
  'tags.value': said('Value of the tag'),
  createdAt: said('When the onboarding was created'),
  updatedAt: said('When the onboarding last changed'),
  'Onboarding.steps': said(
    'The steps, in the order in which they begin. The list can grow: a claim and a removal add steps.',
  ),
  'Onboarding.steps.name': said('What the step does'),
  'steps.status': said('Status of the step'),
  'steps.attempts': said(
    'How often the step has started. Absent if it has not, or if an earlier version of Latchkey ran it.',
  ),
  'steps.calls': said(
    'How many calls to STS and IAM its starts have sent. Absent if there were none, while it runs for the first time, and for `assume-role`.',
  ),
  'steps.retries': said('How often it sent a call again, or looked again at what AWS shows. Absent if never.'),
  'steps.waitedMs': said('The pauses before that, in milliseconds'),
  'Onboarding.attempts': said('How often a process has begun to work on the onboarding'),
  'Onboarding.next': said(
    'What Latchkey does next without a request. Absent if it does nothing. While a process works, `continue` is for the case that it stops.',
  ),
  'next.action': said(
    '`expire`: the tenant has not launched the stack. `check-account`: look for calls that AWS carried out late. `delete-keys`: try again to delete keys that nobody has received. `erase-sealed-keys`: delete the sealed copy of the keys. `end-old-key`: deactivate or delete a key that a rotation has replaced, or look whether it is in use. `report-rotation`: send the event `credentials.rotation_due`. `erase`: delete the record.',
  ),
  'next.at': said('When it does so, at the earliest'),
  startedAt: said('When the step began. Null if it has not begun.'),
  endedAt: said('When the step ended. Null if it has not ended.'),
  'Onboarding.access': said(
    'The stack to launch. Only in the status `awaiting_access`, in which the onboarding waits for it, and not for a link that may not `launch`. `problem` then says why the role could not be assumed.',
  ),
  receipt: said('What the onboarding created in the account, and what became of it'),
  resources: said('The resources, the keys, and what others attached to the users'),
  'resources.type': closed('What it is', receiptTypes),
  'resources.arn': arn('ARN of the resource. For what has none, such as a key: that of its user.', user),
  'resources.id': said('Name or ID of what has no ARN of its own, such as an MFA device'),
  'resources.accessKeyId': accessKeyId,
  'resources.status': said(
    '`made`: it is in the account. `left`: it may be in the account, and Latchkey did not remove it.',
  ),
  count: said('How many items the line stands for, if they are not named'),
  'resources.reason': said('Why it is left, or what happened to it'),
  removalScript: said('Shell commands that remove what may be left. Absent if nothing is.'),
  'Onboarding.problem': said(
    'Why the onboarding stopped, or cannot continue yet. Without `requestId`, which only the answer to a refused request has.',
  ),
  waiting: said(
    'What Latchkey itself waits for before it continues, such as AWS. Absent if it waits for nothing, and in `awaiting_access`, which waits for the tenant: see `access` and `problem`.',
  ),
  'waiting.reason': said('What AWS said, or what is awaited'),
  code: said('Error code of AWS, if AWS sent one'),
  'waiting.since': said('Since when AWS has answered so'),
  until: said('When Latchkey tries again'),
  credentials: said('The access keys, in the one answer that hands them over. Null if this answer cannot have them.'),
  'credentials.userName': userName,
  'credentials.userArn': userArn,
  'credentials.accessKeyId': accessKeyId,
  secretAccessKey: said('The secret. Latchkey does not store it and never returns it again.'),
  verification: said(
    '`verified`: AWS accepted the key. `pending`: AWS did not know it yet; use it a few seconds later.',
  ),
  credentialsReason: said('Why `credentials` is null'),
  credentialsNotice: said('What to know about the keys in the answer: AWS has quarantined their user'),
  sealedCredentials: said(
    'The access keys, sealed for the `recipientKey` of the request. The same caller gets them again with the same key, until `sealedUntil`.',
  ),
  jwe: said(
    'Compact JWE (RFC 7516). It contains `{ "onboarding", "credentials" }`, or the file that `Accept` has asked for.',
  ),
  kid: said('Name of the recipient key: its own, or else its thumbprint (RFC 7638)'),
  'sealedCredentials.contentType': said('Media type of what the JWE contains, as in its header `cty`'),
  sealedUntil: said('Until when sealed keys are returned again. Absent if there are none.'),
  rotateBy: said('When the key should be replaced'),
  'Onboarding.rotateBy': said('When the first of the keys in force should be replaced'),
  accessKeys: said('The keys that were handed over and may still exist, without their secrets'),
  'accessKeys.userName': userName,
  'accessKeys.accessKeyId': accessKeyId,
  'accessKeys.state': said(
    '`handed_over`: in force. `retiring`: a rotation has replaced it, and it works until its grace time is over. `inactive`: deactivated; it can be reactivated.',
  ),
  handedOverAt: said('When the answer with the secret was given'),
  endsAt: said('When the grace time of a `retiring` key ends, or when Latchkey deletes an `inactive` one'),
  keptBecause: said(
    'Why a key still works after its grace time. `new-key-unused`: nobody has used the new key since it was handed over. `new-key-inactive`: the new key does not work. `in-use`: the old key has not been quiet for long enough.',
  ),
  lastUse: said('The last use of the old key, as IAM showed it. Absent if it was never used.'),
  'lastUse.service': said('The AWS service, such as `ec2`'),
  'lastUse.region': said('The region, such as `us-east-1`'),
  'lastUse.at': said('When. IAM records a use with a delay of up to 15 minutes.'),
  lookAgainAt: said('When Latchkey looks again whether the key can be ended'),
  'accessKeys.reason': said('Why the key was deactivated or activated, if it was'),
  rotate: { ...said('Path of the call that replaces a key. Only in the status `claimed`.'), format: 'uri-reference' },
  claim: { ...said('Path of the call that claims the keys. Only in the status `ready`.'), format: 'uri-reference' },
  'Onboarding.link': said('The link for the tenant’s administrator. Only in the answer that creates it.'),
  'Link.id': said('ID of the link'),
  links: said('The links, oldest first, without their tokens. Only for the token of the back end.'),
  'links.id': said('ID of the link'),
  'links.parent': said('ID of the link whose holder shared it. Absent if the back end created it.'),
  'links.expiresAt': said('When the link token ends'),
  'links.madeBy': said('Name of the caller’s token that created the link'),
  'Link.url': {
    ...said('URL of the onboarding page that the administrator opens, with the token in its fragment'),
    format: 'uri',
  },
  onboardings: said('The onboardings, newest first'),
  cursor: said('Pass it as `cursor` to get the next page. Null on the last page.'),

  type: said('Identifies the problem for programs'),
  title: said('The problem in a few words, the same for every occurrence'),
  'Problem.status': said('HTTP status'),
  'problem.status': said('HTTP status with which a call is answered that meets this problem'),
  detail: said('What is wrong here, where, and what to do'),
  errors: said('The members of the body that are wrong'),
  pointer: said('JSON Pointer (RFC 6901) to the member'),
  'errors.detail': said('How to correct the member'),
  onboarding: said(
    'ID of the onboarding that the problem is about: the one that the request created or names. If `conflictsWith` is the same, it is another one, which is in the way, and the request has created none.',
  ),
  conflictsWith: said(
    'ID of the onboarding that is in the way (`slot-held`), if the caller may read it. If `onboarding` is another one, it is the one that this request created.',
  ),
  retryable: said(
    'Whether the same request can succeed later without a change of the request. Something else may have to happen first, which `detail` says. Send it again by program only if the answer has `Retry-After`.',
  ),

  data: said('What happened'),
  'Event.type': said('Type of the event'),
  version: said('Version of the format. It increases with a change that existing receivers cannot read.'),
  keys: said('The keys that were handed over, without their secrets'),
  'CredentialsRotationDueEvent.data.keys': said('The keys that should be replaced'),
  'data.key': said('The key that a rotation has replaced'),
  'CredentialsRotatedEvent.data.key': said('The new key, without its secret'),
  'key.userName': userName,
  'key.userArn': userArn,
  'key.accessKeyId': accessKeyId,
  'data.replaces': said('ID of the key that the new one replaces'),
  'keys.userName': userName,
  'keys.userArn': userArn,
  'keys.accessKeyId': accessKeyId,
  'users.userName': userName,
  'users.userArn': userArn,
  'data.problem': said('Why the onboarding stopped'),
  'data.problem.type': closed('Identifies the problem for programs', problemSlugs.map(urnOf)),
};
