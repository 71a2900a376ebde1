import type { ProblemText } from './problemText.ts';

/** Problems of the state of an onboarding, a tenant or the deployment. */
export const ofOnboarding = {
  'slot-held': {
    happened:
      'The request conflicts with another onboarding, which Latchkey did not change. If Latchkey found the conflict before the work began, it stored nothing. If it found the conflict in the account, it stored a new onboarding, which is now `failed`, and removed what it had created.',
    why: [
      'For a create or provision: an onboarding for the same tenant, account, blueprint and user names exists and has not ended.',
      'For a create or provision: the account already has a user, group or policy with this name, which another onboarding created, perhaps that of another tenant. IAM’s names are unique in an account, whatever their case.',
      'When access is retired or a tenant is erased: an onboarding of the tenant still needs the access, or has not ended.',
    ],
    toDo: [
      'Read the onboarding in `conflictsWith` and decide: use it, or offboard it (`DELETE /v1/onboardings/{id}`). If there is no `conflictsWith`, it belongs to a tenant that the token may not read.',
      'To have a second one next to it, send another name for every user, group and policy: `userName`, `groupName` and `policyName`, as far as the blueprint has them. `detail` names only the first that conflicts.',
      'If `onboarding` is not the same as `conflictsWith`, it is the one that this request created. It can continue with `provision` once the other one is offboarded, or can be offboarded itself.',
      'To retire an access or erase a tenant, offboard each of its onboardings first, also those in `failed` and `awaiting_access`.',
    ],
  },
  'in-progress': {
    happened:
      'Something else works on the same thing, and Latchkey does not do both at once. Usually it ends within seconds. Only the erasure of a tenant may have to wait for up to a day.',
    why: [
      'The first try of the same request is still running, or a process works on the onboarding: it provisions, claims, rolls back or offboards, or ends or activates an old key.',
      'Two requests changed the onboarding or the access at the same time, and the other one was first.',
      'For the erasure of a tenant: an onboarding ended less than a day ago, its account has still to be checked, or its webhook events are not delivered yet.',
    ],
    toDo: [
      'Wait as many seconds as `Retry-After` says, and send the same request again. If your program cannot wait that long, return the problem to its caller and try later.',
      'If it does not end within minutes, read the onboarding: `waiting` says what Latchkey waits for. If no worker runs, the engineer on call finds what to do under [oldest-due](../operating.md#oldest-due).',
      'The erasure of a tenant is possible a day after its last onboarding has ended ([erasing a tenant](../operating.md#erasing-a-tenant)).',
    ],
  },
  'check-pending': {
    happened:
      'The access cannot be retired yet. Latchkey has to look into the account once more, and needs the access for it.',
    why: [
      'Latchkey worked in the account a short time ago, and the outcome of a call is unknown, because its answer was lost. AWS may carry such a call out late. So Latchkey looks again 15 minutes later and removes what appeared.',
    ],
    toDo: [
      'Wait as many seconds as `Retry-After` says, and send the request again.',
      'Do not delete the stack before that: Latchkey could not look any more.',
    ],
  },
  'wrong-state': {
    happened:
      'The request is valid, but not in the current state of the onboarding, the access, the tenant or the stops.',
    why: [
      'A claim, a rotation, a link or profiles: the status of the onboarding does not allow it. `detail` has the status.',
      'A provision: the onboarding has expired or is offboarded, or its keys were handed over and may be in use.',
      'A key: the key in force cannot be retired or reactivated, and no key of an onboarding that is not `claimed`.',
      'A change of an external ID: `replaces` is not the current one, or another change has not ended.',
      'The erasure of a tenant: something was left in an account, or requests of the tenant are stopped.',
      'A stop: there are too many stops already. A link: the onboarding has 5 valid links of the vendor.',
      '`leftovers=accept` is only for an onboarding in `needs_attention`.',
    ],
    toDo: [
      'Read the onboarding. The schema `OnboardingStatus` of the OpenAPI document, and [statuses](../statuses.md), say what each status means, what ends it, and what to do.',
      'An onboarding that has ended cannot begin again. Create a new one.',
      'Sending the same request again does not help until the state has changed.',
    ],
  },
  'not-ready': {
    happened: 'The keys cannot be claimed yet. No key was created.',
    why: [
      'The onboarding is in `awaiting_access`: the tenant has not launched the stack, or nobody has called `provision` since.',
      'The onboarding is in `provisioning`: a worker is still creating users and policies, or waits for AWS.',
    ],
    toDo: [
      'In `awaiting_access`, have the stack launched (`access.launchUrl`), then call `POST /v1/onboardings/{id}/provision`. Waiting alone does not help.',
      'In `provisioning`, claim again after `Retry-After`, or wait for the webhook event `onboarding.ready`.',
    ],
  },
  'credentials-issued': {
    happened:
      'The keys of this onboarding were handed over before, in the answer to one request. Latchkey stores no secret, so nobody can get them again.',
    why: [
      'The keys were claimed, by this caller or another one, or with a link.',
      'The answer with the keys was lost on its way, and the request was repeated.',
      'A create was repeated with its `Idempotency-Key` and asks for a format that contains only keys.',
    ],
    toDo: [
      'Look who received them: `GET /v1/onboardings/{id}/events` has the caller of each claim.',
      'If the keys are lost, replace each one: `POST /v1/onboardings/{id}/credentials/rotate` with its ID in `replaces` and `undelivered: true`. Latchkey deletes the lost key.',
      'If somebody received them who should not have, offboard at once.',
      'To read the onboarding itself, send `Accept: application/json`.',
    ],
  },
  'unknown-key': {
    happened: 'The onboarding has no such access key. Nothing was changed.',
    why: [
      'The ID is wrong, or the key belongs to another onboarding, or Latchkey did not create it.',
      'The key is deleted already: by Latchkey, after it had been inactive for the time of the setting, or by somebody in the account. The receipt says so.',
    ],
    toDo: [
      'Read the onboarding: `accessKeys` has the keys that were handed over and are still there.',
      'A deleted key cannot come back. If something still needs it, rotate, and give it the new key.',
    ],
  },
  'old-key-in-use': {
    happened: 'The old key was not deactivated, because something may still use it. `detail` says what IAM shows.',
    why: [
      'Nobody has used the new key since it was handed over, or somebody in the account has deactivated or deleted it.',
      'The old key has not been quiet for longer than its longest known pause between two uses: a weekly job looks idle for a day.',
      'IAM records the use of a key with a delay of up to 15 minutes.',
    ],
    toDo: [
      'Find what uses the old key: the service and the region in `accessKeys[].lastUse`, and CloudTrail in the account. Give it the new key.',
      'Latchkey looks again by itself, at `accessKeys[].lookAgainAt`, and deactivates the key when it is quiet.',
      'If somebody has deactivated the new key, have an administrator of the account activate it. If the new key is in use and IAM does not show it, send `confirmed: true`. If the old key has to end although it may be in use, send `force: true`: whatever uses it stops working at once.',
    ],
  },
  'not-updatable': {
    happened:
      'The deployed blueprint does not fit this onboarding or what is in the account, so it was not updated. Nothing is changed.',
    why: [
      'The deployed version of the blueprint has other users. An update changes policies and groups, and keeps the users, because the keys belong to them.',
      'The blueprint is not deployed any more.',
      'The onboarding was set up with a version of the blueprint that this version of Latchkey cannot read.',
      'The new plan gives a user or policy a tag, and somebody else has given it a tag with the same key and another value. Latchkey does not replace tags of others.',
    ],
    toDo: [
      'Read `detail`: it says which of these it is, and names the users or tags that differ.',
      'The keys of the onboarding go on working. To change its policies nevertheless, create another onboarding, use its keys in production, and then offboard this one. If both would have a user of the same name, choose another name, or offboard this one first: IAM allows each user name once in an account.',
      'If the blueprint was left out of a deploy by mistake, deploy it again.',
      'If a tag is in the way, ask the tenant’s administrator who set it. When it is removed, send the update again. Or take the tag out of the blueprint.',
    ],
  },
  'already-rotated': {
    happened: 'The key in `replaces` is not the one in force, so Latchkey did not replace it. Nothing was changed.',
    why: [
      'The rotation was sent before, and its answer was lost or came late.',
      'Somebody else rotated the key in between.',
      'The ID in `replaces` is that of another user, or of another onboarding.',
    ],
    toDo: [
      'Read `detail`: it has the ID of the key in force. `accessKeys` of the onboarding has all of them.',
      'If nobody has the secret of the key in force, because the answer of an earlier rotation was lost, name that key in `replaces` and send `undelivered: true`.',
      'If an operator rotated it, and you are the back end: send the rotation again with the [recipient key of the deployment](../configuration.md#the-back-ends-recipient-key), and open the sealed key. This works for 24 hours.',
      'If somebody else rotated it on purpose, get the key from them.',
    ],
  },
  'foreign-key': {
    happened:
      'The user has two access keys, and Latchkey did not create one of them, so IAM has no room for a new one. Nothing was changed.',
    why: [
      'Somebody in the tenant’s account created a key for the onboarding’s user by hand.',
      'It may be in use. Latchkey does not delete what it did not create.',
    ],
    toDo: [
      'Read `detail`: it names the key. The tenant’s administrator sees in IAM when it was last used.',
      'If nobody needs it, the administrator deletes it. Then rotate again.',
    ],
  },
  'key-retiring': {
    happened:
      'The key that an earlier rotation replaced still exists, and IAM allows two keys for each user. Nothing was changed.',
    why: [
      'Its grace time has not ended, or it is still in use.',
      'It is inactive, and can be activated again until Latchkey deletes it.',
    ],
    toDo: [
      'Read `detail`: it has the key, and until when it stays. Rotate again after that.',
      'To rotate now, send `endGrace: true`: Latchkey deletes the old key first, if the newest one was used since its hand-over, or if you send `confirmed: true` as well.',
      'If the newest key never arrived, rotate it with `undelivered: true` instead: the old key stays. If the old key is inactive, reactivate it first; if it is inactive because AWS found it in public, send `endGrace: true` and `confirmed: true` instead.',
      'With an operator’s token, wait until the old key is deleted. Everything else here needs the back end’s token.',
    ],
  },
  'key-in-use': {
    happened:
      'A rotation with `undelivered: true` named a key that somebody has used, or whose use IAM does not show. Latchkey deletes an undelivered key only if IAM shows that nobody has used it. Nothing was changed.',
    why: ['The answer with the key arrived after all, for example in another process.', 'Somebody else received it.'],
    toDo: [
      'Look who uses it: the tenant’s CloudTrail has the calls of the key.',
      'To replace it anyway, rotate it without `undelivered`: it works on for its grace time.',
    ],
  },
  'key-unused': {
    happened:
      'A rotation with `endGrace: true` would delete the older key, but IAM shows no use of the newest one since it was handed over, or the newest one does not work. Nothing was changed.',
    why: [
      'Production does not use the newest key yet, so that the older one may be all that works.',
      'IAM records the last use of a key every 15 minutes, so that it shows a use late.',
    ],
    toDo: [
      'Make sure that production uses the newest key. Then rotate again.',
      'If you know that nobody needs the older key, send `confirmed: true` as well. That does not help if `detail` says that the newest key is deactivated or not listed: do what `detail` says.',
      'If the newest key never arrived, rotate it with `undelivered: true` instead.',
    ],
  },
  'taken-over': {
    happened:
      'This request took so long that another process continued its onboarding. This request handed over no key.',
    why: [
      'AWS or the state table was slow, or the function was paused, and the lease of this process ran out. Two processes never work on one onboarding at the same time, so this one stopped.',
    ],
    toDo: [
      'Read the onboarding after `Retry-After`. If it is `ready`, claim its keys. If it is `claimed`, its keys work; send a rotation again.',
      'If it happens often, the engineer on call looks for slow services and throttled functions ([the alarms](../operating.md#the-alarms)).',
    ],
  },
  'too-many-onboardings': {
    happened: 'Too many onboardings of this tenant are in progress, so Latchkey did not begin another one.',
    why: [
      'A caller creates onboardings faster than they complete. The limit, [`LATCHKEY_TENANT_CAP`](../configuration.md), keeps one tenant from using up the queue and the request rate of its account.',
      'The workers do not run, so that nothing completes. Onboardings that wait for AWS do not count.',
    ],
    toDo: [
      'Wait as many seconds as `Retry-After` says, and send the same request again.',
      'If the number does not fall, the engineer on call finds what to do under [oldest-due](../operating.md#oldest-due).',
      'If a tenant really needs more at once, deploy with a higher `tenantCap`.',
    ],
  },
  stopped: {
    happened:
      'An operator of the service has stopped creates, claims, rotations and links, for this tenant, this blueprint or everybody. Nothing was done.',
    why: ['`detail` ends with the reason that the operator gave. `GET /v1/stops` says who stopped it, and when.'],
    toDo: [
      'As a caller, wait and send the request again later, at most every five minutes. What has begun continues by itself.',
      'As the engineer on call, ask the operator who stopped it. `DELETE /v1/stops/{scope}` allows requests again: see [stopping requests](../operating.md#stopping-requests).',
    ],
  },
} as const satisfies Readonly<Record<string, ProblemText>>;
