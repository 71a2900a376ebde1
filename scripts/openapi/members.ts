import { blueprintMembers } from './blueprintMembers.ts';
import { accountIdMember, arn, closed, said, type Member } from './member.ts';
import { healthMembers } from './healthMembers.ts';
import { onboardingMembers } from './onboardingMembers.ts';
import { reviewMembers } from './reviewMembers.ts';
import { auditActions, controlActions, scopePattern } from './closedSets.ts';
import { tenantIdPattern } from '../../lib/http/request/schema.ts';

/**
 * What the document says about the members of bodies, answers and events besides what their zod schemas say. These words
 * are here so that no function contains them.
 *
 * The key is the name of the member, or the end of its place, such as `stacks.blueprint`, or `Stop.caller` for a member of
 * the schema `Stop`. The longest key that fits counts.
 */
export const members: Readonly<Record<string, Member>> = {
  ...onboardingMembers,
  ...blueprintMembers,
  ...reviewMembers,
  ...healthMembers,

  tenantId: { ...said('ID of the tenant, as the vendor names it'), pattern: tenantIdPattern.source },
  accountId: accountIdMember,
  blueprint: said('Name of the blueprint, as `GET /v1/blueprints` lists it'),
  bootstrapRoleArn: arn('ARN of the bootstrap role, if it is not the one of the stack', 'role/customer-role'),
  launchRegion: said('Region in which CloudFormation creates the stack. IAM resources are the same in every region.'),
  replaces: said('The external ID that the new one replaces'),
  'RotateCredentialsRequest.replaces': said(
    'ID of the access key that the new one replaces. It must be the one in force, so that a repeated request, or one that another rotation has overtaken, is refused.',
  ),
  'RotateCredentialsRequest.userName': said('Name of the user. Required if the onboarding has several.'),
  'RotateCredentialsRequest.graceSeconds': said(
    'For how long the replaced key works, in seconds. By default a day. 0: it is ended at once.',
  ),
  endGrace: said(
    'Whether to delete the key of an earlier rotation first, if it still exists. Only if the newest key was used since its hand-over, or with `confirmed`.',
  ),
  'RotateCredentialsRequest.confirmed': said('Confirms that nobody needs the key that `endGrace` deletes'),
  undelivered: said(
    'Says that the answer with the key in `replaces` was lost. Latchkey deletes this key, only if nobody has used it, keeps the key that it had replaced, and creates another.',
  ),
  'webhook.url': said(
    'URL to which the events of this onboarding are sent. It must be `https` and public. A deployment on a laptop also takes `http` on 127.0.0.1.',
  ),
  'CreateOnboardingRequest.webhook': said('Where the events of this onboarding are sent, instead of the default'),
  'CreateOnboardingRequest.link': said('The link in the answer'),
  expiresInSeconds: said(
    'How long the link is valid, in seconds. By default, and at most, an hour if it may claim, and seven days otherwise.',
  ),
  may: said('What the link allows: to read the onboarding, to provision it, to claim its keys'),
  delivers: said('Who gets the keys. If it is the `vendor`, the link may not claim.'),
  message: said('Text of the vendor that the page shows'),
  askedBy: said('Who at the vendor asks, as the page shows it'),
  returnUrl: said('Page to which the onboarding page leads back. The deployment lists its origin.'),
  'TestWebhookRequest.url': said(
    'URL to which the test event is sent. It must be `https` and public. A deployment on a laptop also takes `http` on 127.0.0.1.',
  ),
  'StopRequestsRequest.reason': said('Why requests are stopped. Every caller that is refused reads it.'),
  force: said(
    'Deactivate the old key although it may be in use: whatever still uses it stops working at once. By default false.',
  ),
  'RetireKeyRequest.confirmed': said(
    'The caller has checked that the new key is in use, so Latchkey does not look for that. By default false.',
  ),
  'ReactivateKeyRequest.graceSeconds': said('How long the key works, in seconds. By default 24 hours.'),
  'PreviewBlueprintRequest.partition': said('AWS partition of the account. By default the one of this deployment.'),
  'PreviewBlueprintRequest.tenantId': {
    ...said('ID of the tenant. Without it, the preview has a placeholder.'),
    pattern: tenantIdPattern.source,
  },
  profiles: said('The onboardings for which to write profiles'),
  'profiles.onboarding': said('ID of a claimed onboarding'),
  'profiles.userName': said('Name of one user. By default, each user has a profile.'),
  'profiles.profile': said(
    'Name of the profile. By default the parameter `profile` of the onboarding, or else the name of the blueprint.',
  ),
  'profiles.stage': said('Stage of a `serverless.yml` that uses the profile'),
  'profiles.region': said(
    'Region that the profile uses. By default the parameter `region` of the onboarding, if it has one.',
  ),
  'profiles.output': said('Output format that the profile uses. By default `json`.'),

  token: said('The link token. It is returned this once.'),
  expiresAt: said('When the link token ends'),

  auth: said('How callers authenticate: with a bearer token, or with a signature of AWS (SigV4)'),
  operatorsRotate: said(
    'Whether an operator’s token can rotate keys: the deployment has the recipient key of the back end',
  ),
  statuses: said('Every status'),
  'statuses.count': said('How many onboardings are in the status'),
  atLeast: said('Whether there may be more, because the count ended at its limit'),
  'StepTimeList.onboardings': said('From how many onboardings the times are computed'),
  'StepTimeList.since': said('When the oldest of them was created. Null if there is none.'),
  'StepTimeList.times': said('The kinds of steps, by blueprint'),
  'times.step': said('The kind of step: its name without the names of resources'),
  'times.count': said('How many such steps have ended successfully. The times are theirs.'),
  'times.failed': said('How many such steps have failed'),
  p50Ms: said('Median of the times from the first start of a step to its end, in milliseconds'),
  p90Ms: said('Nine of ten steps took at most this many milliseconds'),
  p99Ms: said('99 of 100 steps took at most this many milliseconds'),
  maxMs: said('The longest time, in milliseconds'),
  externalId: said('External ID that the trust policy of the bootstrap role requires. Not a secret, but not public.'),
  roleArn: arn('ARN of the bootstrap role', 'role/latchkey-bootstrap-tutum-qivthlmh'),
  launchUrl: { ...said('Link that opens the CloudFormation console with every value filled in'), format: 'uri' },
  templateUrl: { ...said('URL of the CloudFormation template'), format: 'uri' },
  cliCommand: said('Command of the AWS CLI that launches the stack'),
  updateCommand: said('Command of the AWS CLI that updates the stack'),
  terraform: said('Terraform configuration (HCL) that creates the same stack, instead of the link and the command'),
  change: said('The change of the external ID that is in progress. Null if there is none.'),
  'change.since': said('When the change began'),
  waitingFor: said('ARNs of the bootstrap roles with which the new external ID has not worked yet'),
  stacks: said('One stack for each blueprint for which access was asked for'),
  'stacks.blueprint': said('Name of the blueprint that the stack is for'),

  events: said('The entries, oldest first'),
  'events.time': said('When it happened'),
  caller: said(
    'Name of the caller’s token or IAM principal, `link` for a link token, or the function that no caller invoked',
  ),
  'events.action': closed('What the caller asked for. `work`: Latchkey continued by itself.', auditActions),
  outcome: said('Status of the onboarding afterwards'),
  'events.key': said('The old key that the action concerned'),
  'events.key.accessKeyId': said('ID of the key'),
  'key.change': said('`retired`: a rotation has replaced it, and its grace time has begun'),
  'key.reason': said('Why'),
  'events.problem': said('Type of the problem, if there is one'),
  requestId: said('ID of the request in the log'),

  recipientKey: said(
    'Public key for which the keys in the answer are sealed, as a JWK: P-256, X25519, or RSA with 2048 to 4096 bits. Without it, they are returned in the clear.',
  ),
  'recipientKey.kty': said('Type of the key'),
  'recipientKey.crv': said('Curve of the key: P-256 for `EC`, X25519 for `OKP`'),
  'recipientKey.x': said('For `EC` and `OKP`: 32 bytes in Base64url'),
  'recipientKey.y': said('For `EC`: 32 bytes in Base64url'),
  'recipientKey.n': said('For `RSA`: the modulus in Base64url'),
  'recipientKey.e': said('For `RSA`: the exponent, `AQAB`'),
  alg: said('Algorithm of the JWE. By default `ECDH-ES`, and `RSA-OAEP-256` for `RSA`.'),
  'recipientKey.use': said('What the key is for'),
  key_ops: said('What the key is for, as Web Crypto exports it. A public key for ECDH has none.'),
  ext: said('Whether the key can be exported, as Web Crypto says it. It has no effect.'),
  'recipientKey.kid': said('Name of the key in the JWE. By default its thumbprint (RFC 7638).'),

  webhookId: said('ID of the event: its header `webhook-id`'),
  'Deliveries.webhook': said('Where the events are sent. Null if the onboarding has no webhook.'),
  'Deliveries.webhook.url': said('URL to which the events are sent'),
  isOff: said('Whether the endpoint answered 410, so that nothing is sent to it any more'),
  deliveries: said('The events, oldest first'),
  'Delivery.type': said('Type of the event'),
  'Delivery.time': said('When the event happened'),
  state: said('`pending`: not delivered yet. `dead`: not sent again, unless somebody asks for it.'),
  nextTryAt: said('When the next try is due. Absent if there is none.'),
  tries: said('The tries, oldest first'),
  'tries.time': said('When the event was sent'),
  ms: said('Duration in milliseconds'),
  'tries.status': said('HTTP status of the endpoint’s answer. Absent if there was no answer.'),
  answer: said('The beginning of the endpoint’s answer'),
  error: said('Why there was no answer'),
  'WebhookTest.outcome': said(
    '`delivered`: 2xx. `gone`: 410. `failed`: another answer or none. `refused`: not sent, because the address is not public.',
  ),
  'WebhookTest.status': said('HTTP status of the endpoint’s answer. Absent if there was no answer.'),

  'WebhookKeys.keys': said('The Ed25519 keys. An event is valid if one of them verifies one of its signatures.'),
  publicKey: said('The key as Standard Webhooks writes it: `whpk_` and Base64'),
  pem: said('The key as PEM'),
  jwk: said('The key as JSON Web Key (RFC 8037)'),
  kty: closed('Type of the key', ['OKP']),
  crv: closed('Curve of the key', ['Ed25519']),
  use: closed('What the key is for', ['sig']),
  'jwk.x': said('The 32 bytes of the key in Base64url'),

  scope: { ...said('What is stopped'), pattern: scopePattern },
  'Stop.reason': said('Why. Every caller that is refused reads it.'),
  'Stop.since': said('Since when'),
  stops: said('What is stopped now'),
  actions: said('The newest 100 entries of the audit trail of the deployment, newest first'),
  'actions.time': said('When it happened'),
  'actions.action': closed('What the caller did', controlActions),
  'actions.scope': { ...said('What it concerned. Absent for a tenant that was erased.'), pattern: scopePattern },
  'actions.reason': said('The reason that the caller gave, or how far the erasure of a tenant got'),

  credentialsFile: said('Sections of `~/.aws/credentials`, with a placeholder for each secret'),
  configFile: said('Sections of `~/.aws/config`'),
  serverlessYml: said(
    'Part of a `serverless.yml` that selects the profile by the stage. Absent if no stage was given.',
  ),

  'Health.status': said('Always `ok`'),
  openapi: said('Version of the OpenAPI specification'),
  servers: said('The address of this deployment'),
  'servers.url': { ...said('URL to which every path of the document is appended'), format: 'uri' },
  'WebhookTestEvent.data.message': said('A sentence for the reader of the test event'),
};
