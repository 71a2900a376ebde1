import type { Status } from './onboarding.ts';

/** What a status means for a caller. For the documentation: functions do not import it. */
export interface StatusMeaning {
  readonly means: string;
  /** What leads to another status. */
  readonly ends: string;
  /** What the caller, or whoever operates Latchkey, has to do. */
  readonly toDo: string;
}

/** What each status means. A new status does not compile without an entry. In Markdown. */
export const statusMeanings: Readonly<Record<Status, StatusMeaning>> = {
  awaiting_access: {
    means: 'The bootstrap role cannot be assumed yet. Usually the tenant has not launched the stack.',
    ends: 'A call to `provision`, once the stack is there; or seven days, after which the status is `expired`.',
    toDo: 'Show the tenant `access.launchUrl`. After the launch, call `provision`.',
  },
  provisioning: {
    means: 'Latchkey creates the users and policies, or waits for AWS (`waiting`).',
    ends: 'Success, a failure, or DELETE while it waits for AWS.',
    toDo: 'Nothing. Read the onboarding again after `Retry-After`, or wait for the webhook event.',
  },
  ready: {
    means: 'Everything is created, except the access keys.',
    ends: 'The claim; an update.',
    toDo: 'Claim the keys: `POST /v1/onboardings/{id}/credentials`.',
  },
  claiming: {
    means: 'A claim creates the access keys.',
    ends: 'The answer to the claim. If the claim fails, Latchkey deletes its keys and the status is `ready` again.',
    toDo: 'Nothing. If the claim failed, claim again.',
  },
  claimed: {
    means: 'The answer to one request had the keys. Latchkey does not store them.',
    ends: 'A rotation, an update, or DELETE.',
    toDo: 'Use the keys. To replace one: `POST /v1/onboardings/{id}/credentials/rotate`. When the tenant leaves, offboard: `DELETE /v1/onboardings/{id}`.',
  },
  rotating: {
    means: 'A rotation creates a new access key for one user. All keys that were handed over still work.',
    ends: 'The answer to the rotation. If the rotation fails, Latchkey deletes the new key, and the status is `claimed` again. DELETE while it waits for AWS.',
    toDo: 'Nothing. If the rotation failed, send it again.',
  },
  updating: {
    means:
      'An update brings the policies to the deployed blueprint, or to other parameters. All keys that were handed over work, and the users have at least what they may do both before and after it.',
    ends: 'The status before it: with the new plan, or with the old one if the update failed (`lastUpdate` says why). DELETE while it waits for AWS.',
    toDo: 'Nothing. If the update failed, resolve its problem and send it again.',
  },
  rolling_back: {
    means: 'The onboarding failed, and Latchkey removes what it created.',
    ends: 'The removal, or something that blocks it.',
    toDo: 'Nothing. `problem` already says why it failed.',
  },
  failed: {
    means: 'The onboarding failed, and nothing of it is left in the account.',
    ends: 'A call to `provision`, which tries again; or DELETE.',
    toDo: 'Resolve what `problem` says. Then call `provision`, or create a new onboarding.',
  },
  needs_attention: {
    means: 'Latchkey stopped, because a person has to decide. Keys or resources may be left in the account.',
    ends: 'DELETE; or a worker, once it has deleted a key whose deletion IAM had refused.',
    toDo: 'Read `problem` and `receipt`: they name each ARN and what to do. [Operating](operating.md) has the steps.',
  },
  expired: {
    means: 'The tenant did not launch the stack within seven days. Nothing was created.',
    ends: 'DELETE, which sets it to `offboarded`.',
    toDo: 'Create a new onboarding if the tenant still wants one.',
  },
  offboarding: {
    means: 'Latchkey has deactivated the keys, and removes everything that the onboarding created.',
    ends: 'The removal, or something that blocks it.',
    toDo: 'Nothing. Read the onboarding again after `Retry-After`, or wait for the webhook event.',
  },
  offboarded: {
    means: 'The onboarding has ended. `receipt` lists what was removed, and what somebody accepted to leave.',
    ends: 'It stays, apart from a later look: if a delayed call created something after the removal, it is `offboarding` again for a moment.',
    toDo: 'Nothing.',
  },
};
