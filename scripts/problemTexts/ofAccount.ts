import type { ProblemText } from './problemText.ts';

/** Problems of the work in a tenant's account. */
export const ofAccount = {
  'foreign-resource': {
    happened:
      'The account already has a user, group or policy with a name that the onboarding needs, and Latchkey did not create it. Latchkey does not change it, and has removed what it had created itself.',
    why: [
      'The tenant has followed the vendor’s guide by hand before.',
      'The name is common, such as `Developers`. Names differ in IAM only if they differ in more than case.',
    ],
    toDo: [
      'Ask the tenant’s administrator what the resource in `detail` is used for. Never have it deleted on suspicion: its keys may be in use.',
      'If nobody needs it, the administrator removes or renames it. Then call `provision`.',
      'Otherwise create another onboarding with another name, in the parameter that `errors` names.',
    ],
  },
  'trust-policy-open': {
    happened:
      'AWS let Latchkey assume the bootstrap role without the right external ID. So another tenant that knows the role’s ARN could reach this account through Latchkey. Latchkey creates nothing in such an account.',
    why: [
      'The trust policy of the role was changed, or the role was made by hand, without the condition on `sts:ExternalId`.',
      'The trust policy has a second statement that allows more.',
    ],
    toDo: [
      'The tenant’s administrator replaces the trust policy by the one statement in `detail`. An update of the stack does not change it back: for CloudFormation, nothing is to be updated.',
      'Then call `POST /v1/onboardings/{id}/provision`. IAM may need a minute until it uses the new policy.',
      'Do not hand the external ID on while the role is open. [The trust probe](../security.md#the-trust-probe) says what is checked.',
    ],
  },
  'stack-outdated': {
    happened:
      'The tenant’s CloudFormation stack has no permissions boundary that allows all that the onboarding needs. Latchkey keeps no user without one.',
    why: [
      'A deploy has changed the blueprint since the tenant launched the stack.',
      'The stack was launched with a version of Latchkey that had no updates. Its role may not set the boundary of a user, so an update is refused.',
      'The onboarding has other parameters than those in the launch link, such as another region.',
      'The boundary was deleted from the account.',
      'Somebody changed parameters of the stack in the form of CloudFormation, so that the document of the boundary does not fit its name.',
    ],
    toDo: [
      'The tenant’s administrator runs the command in `detail`, which updates the stack. The stack has nothing but the permissions boundary and the bootstrap role.',
      'Then send the request again. For an onboarding that waits or has failed, that is `POST /v1/onboardings/{id}/provision`; for an update, it is `POST /v1/onboardings/{id}/update`.',
      'If all tenants of one blueprint have this problem, the engineer on call finds what to do under [failure-rate](../operating.md#failure-rate).',
    ],
  },
  'access-denied': {
    happened: 'Latchkey is in the tenant’s account, but AWS denied one of its calls.',
    why: [
      'The stack is older than the deployment, and its role does not allow the action.',
      'A service control policy of the tenant’s organization denies it.',
      'Somebody changed the role’s policy, or gave the role a permissions boundary.',
    ],
    toDo: [
      'Read `detail`: it has the action, the resource, and the kind of policy that denied the call.',
      'The tenant’s administrator updates the stack, or allows the action in the policy that is named.',
      'Then call `provision`. If the onboarding is in `needs_attention`, the engineer on call finds what to do under [needs-attention](../operating.md#needs-attention).',
    ],
  },
  'access-lost': {
    happened:
      'AWS does not let Latchkey assume the bootstrap role any more, although the onboarding may still have users and keys in the account. Keys that were handed over still work. Latchkey cannot remove anything.',
    why: [
      'The tenant deleted the role or the stack, or changed the role’s trust policy, before the onboarding was offboarded.',
      'A policy of the tenant’s organization denies the role to Latchkey now, or the account is closed.',
      'The access was retired, so that Latchkey has no external ID for the role.',
    ],
    toDo: [
      'Ask the tenant what was changed. The administrator restores the role ([restoring a bootstrap role](../operating.md#restoring-a-bootstrap-role)); an update of the stack does not create a deleted role again.',
      'Then offboard: `DELETE /v1/onboardings/{id}` removes everything.',
      'If the role does not come back, the administrator runs the commands in `removalScript` of the onboarding. They remove the keys first.',
      'After that, or if the account is closed, end the onboarding: `DELETE /v1/onboardings/{id}?leftovers=accept`.',
    ],
  },
  'role-denied': {
    happened: 'A statement in a policy denies Latchkey the bootstrap role. Waiting does not help.',
    why: [
      'A resource control policy of the tenant’s organization denies roles to other accounts.',
      'A service control policy of the vendor’s own organization denies `sts:AssumeRole`.',
      'The trust policy of the role has a statement that denies.',
    ],
    toDo: [
      'Read `detail`: it says whose policy it is, as far as AWS says, and has the condition that makes the exception.',
      'The owner of that policy adds the condition. Then call `POST /v1/onboardings/{id}/provision`.',
    ],
  },
  'role-not-usable': {
    happened:
      'AWS does not let Latchkey assume the bootstrap role. Nothing was created, and the onboarding waits in `awaiting_access`, for at most seven days.',
    why: [
      'The tenant has not launched the stack, or CloudFormation is still creating it. This is the usual case.',
      'The stack was launched in another account than the onboarding names, or from an old link with another external ID.',
      'The role’s trust policy was changed, or an organization does not allow the vendor’s account to assume roles.',
    ],
    toDo: [
      'Send the tenant’s administrator `access.launchUrl` of the onboarding, and have the stack launched in the right account.',
      'When CloudFormation shows `CREATE_COMPLETE`, call `POST /v1/onboardings/{id}/provision`.',
      'If the stack exists, have it updated with `access.updateCommand`, which also corrects the external ID.',
    ],
  },
  'account-not-ready': {
    happened: 'AWS answers that the account cannot be used yet.',
    why: ['The account is new, and its sign-up is not complete: AWS has no valid card on file, or still verifies it.'],
    toDo: [
      'The tenant completes the sign-up in the AWS console. AWS may take up to a day.',
      'Then call `POST /v1/onboardings/{id}/provision`.',
    ],
  },
  'quota-exceeded': {
    happened: 'A quota of IAM is used up, so AWS created nothing for the call that `detail` names.',
    why: [
      'Access keys: a user can have two. Somebody created keys for the onboarding’s user by hand.',
      'Users, groups or policies: the account has as many as its quota allows.',
    ],
    toDo: [
      'For keys, the tenant’s administrator deletes the one that is not needed, of those that `detail` names. Then claim again.',
      'Otherwise the administrator deletes what is not needed, or asks AWS for a higher quota in the Service Quotas console. Then call `provision`.',
    ],
  },
  'identity-changed': {
    happened:
      'A user or group that this onboarding created was deleted, or another one has its name now. Latchkey recognizes them by IAM’s unique ID. It created no key and does not touch what it does not know.',
    why: ['Somebody deleted the resource in the account, and perhaps created one with the same name.'],
    toDo: [
      'Ask the tenant’s administrator who changed it, and why. The account’s CloudTrail shows the call.',
      'Offboard the onboarding (`DELETE /v1/onboardings/{id}`), which removes what is left of it, and create another one.',
      'If the onboarding stays in `needs_attention`, the engineer on call finds what to do under [needs-attention](../operating.md#needs-attention).',
    ],
  },
  'undo-blocked': {
    happened:
      'Latchkey cannot remove a resource that it created, because something that it did not create uses it. It does not touch that. Everything else was removed.',
    why: [
      'A group has another member, or the onboarding’s user was added to another group.',
      'A policy is attached to another user, group or role, or is somebody’s permissions boundary.',
    ],
    toDo: [
      'Read `detail` and the `reason` in each line of the receipt: they name what is in the way.',
      'The tenant’s administrator detaches or removes that.',
      'Then send `DELETE /v1/onboardings/{id}` again.',
    ],
  },
  'rejected-by-iam': {
    happened: 'IAM found a request of Latchkey not valid, so it created nothing for it.',
    why: [
      'The blueprint has a policy document that IAM does not accept, or names a managed policy that does not exist in this partition.',
      'A parameter has a value that only IAM finds wrong.',
    ],
    toDo: [
      'Read IAM’s message in `detail`.',
      'If a parameter is wrong, create another onboarding with another value.',
      'If the blueprint is wrong, correct it as [adding a blueprint](../adding-a-blueprint.md) describes, and deploy. Then call `provision`.',
    ],
  },
  'aws-error': {
    happened:
      'STS or IAM answered with an error that Latchkey does not know, or with one that lasted longer than it waits.',
    why: [
      'IAM or STS has an incident, or throttles the tenant’s account because something else calls IAM too often.',
      'AWS has a new error code.',
    ],
    toDo: [
      'Look at the AWS Health Dashboard, and send the request again later. An onboarding in `failed` continues with `provision`.',
      'If it lasts, open a case at AWS with the request ID of AWS that `detail` has.',
      'If many onboardings have it, the engineer on call finds what to do under [failure-rate](../operating.md#failure-rate).',
    ],
  },
} as const satisfies Readonly<Record<string, ProblemText>>;
