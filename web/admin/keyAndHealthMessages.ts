import type { OnboardingHealth } from '../../client/index.ts';
import { number } from './format.ts';

type HealthItem = OnboardingHealth['items'][number];
type Drift = NonNullable<HealthItem['differences']>[number];

/** The texts of the operators' view about keys, and about what a look at an account has found. */
export const keyAndHealthMessages = {
  alerts: {
    backEnd:
      'This is a back end’s token, with which one can get keys. Sign out, and use an operator’s token in a browser.',
    exposed: (user: string) => `AWS found a key of user ${user} in public`,
    found: (policy: string, since: string) =>
      `AWS has attached ${policy}, which Latchkey found at ${since}: it forbids some actions.`,
    endNow: 'Everything else works for whoever has the key: end it now.',
    oldWorks: 'The key was replaced after that, but the old one still works: end it now.',
    replaced: 'The key was replaced after that, and the old one does not work any more.',
    detach:
      'The new key is restricted too, until the policy is detached. Follow AWS’s support case in the account of the tenant, and have the policy detached when AWS says so.',
    lost: 'Latchkey has lost the access to the account',
    lostText:
      'AWS refuses the bootstrap role. Keys that were handed over may still work, but Latchkey can neither rotate nor remove them.',
    unused: (days: number) => `Not used for ${number(days)} days`,
    unusedText: (keys: string) => `Nobody uses ${keys}. If nobody needs it, offboard; otherwise rotate.`,
  },
  keys: {
    heading: 'Access keys',
    columns: { key: 'Key', state: 'State', since: 'Times', use: 'Last use', action: 'Action' },
    states: {
      inForce: 'In force',
      missing: 'Missing in the account',
      switchedOff: 'Deactivated by somebody else',
      retiring: 'Retiring',
      kept: 'Kept after its grace time',
      inactive: 'Inactive',
      other: 'Not handed over by Latchkey',
      otherInactive: 'Not handed over by Latchkey, inactive',
    },
    kept: {
      'new-key-unused': 'Nobody has used the key that replaced it.',
      'new-key-inactive': 'The key that replaced it does not work.',
      'in-use': 'It may be in use: it has been quiet for less than the longest pause between two of its uses.',
    },
    times: {
      handedOver: 'Handed over',
      created: 'Created',
      rotateBy: 'Rotate by',
      endsAt: 'Works until',
      ended: 'Grace time ended',
      lookAgain: 'Looked at again',
      deletedAt: 'Deleted',
    },
    overdue: 'overdue',
    never: 'never',
    onlyCheck: 'only by Latchkey’s own check',
    unknown: 'not known',
    use: (service: string, region: string | undefined) => (region === undefined ? service : `${service}, ${region}`),
    useNote: 'AWS shows a use with a delay of 15 minutes or more.',
    rotate: 'To replace a key',
    rotateText: 'This page gets no keys. Whoever has the back end’s token runs:',
    inTheWay: (users: string) =>
      `IAM allows two keys for each user. Users with an old key: ${users}. After Latchkey has deleted it, their key in force can be replaced.`,
    retire: 'To end an old key now',
    retireText:
      'That is the back end’s decision too. It is refused while the old key may be in use. With --force it is not: whatever still uses the key then stops working at once.',
  },
  rotate: {
    button: 'Replace…',
    buttonFor: (key: string) => `Replace ${key}…`,
    heading: (key: string, user: string) => `Replace key ${key} of user ${user}?`,
    text: (isExposed: boolean) =>
      `Latchkey creates a new key and seals it for the back end, which fetches it. This page does not show it. A webhook event tells the back end, if the onboarding has a webhook.${
        isExposed ? '' : ' The old key works for 24 hours, and longer if something uses it.'
      }`,
    exposed:
      'AWS found a key of this user in public, so the old key ends at once: what uses it stops working until it has the new key.',
    confirm: 'Replace',
    cancel: 'Cancel',
    done: (key: string, until: string) =>
      `${key} is replaced. The new key is sealed for the back end, which can fetch it until ${until}.`,
    later: (key: string) => `${key} is not replaced yet: AWS did not answer in time. Try again in a moment.`,
  },
  reactivate: {
    button: 'Reactivate…',
    buttonFor: (key: string) => `Reactivate ${key}…`,
    heading: (key: string, user: string) => `Reactivate key ${key} of user ${user}?`,
    text: () =>
      'The key works again at once, for whoever has its secret. After 24 hours, Latchkey deactivates it again as soon as it is quiet. Do this if something still needs the old key.',
    exposed: 'AWS found a key of this user in public. If it is this one, whoever found it can use it again.',
    confirm: 'Reactivate',
    cancel: 'Cancel',
    done: (key: string, until: string) => `${key} works again, at least until ${until}.`,
    later: (key: string) => `AWS has not confirmed yet that ${key} works again. Latchkey goes on.`,
  },
  health: {
    heading: 'Health',
    results: {
      as_planned: 'As planned',
      drifted: 'Drifted',
      incomplete: 'Incomplete',
      access_lost: 'Access lost',
      none: 'Not known',
    },
    meanings: {
      as_planned: 'What is in the account is as planned.',
      drifted: 'Something in the account differs from the plan.',
      incomplete: 'Nothing differs, as far as AWS let Latchkey look.',
      access_lost: 'AWS refuses the bootstrap role, so Latchkey cannot look.',
      none: 'Nobody has looked at the account yet.',
    },
    lookedAt: 'Looked at',
    nextLook: 'Next look',
    look: 'Look now',
    probe: 'Try the trust policy too',
    probeNote:
      'The trust policy is tried by assuming the role without the correct external ID, which AWS must refuse. Your CloudTrail shows these tries as AssumeRole with AccessDenied.',
    looking: 'Latchkey looks at the account. This takes some seconds.',
    looked: (result: string) => `Looked at the account: ${result}.`,
    drift: 'What differs',
    unknown: 'What is not known',
    notChecked: 'not checked',
    planned: (count: number) => (count === 1 ? '1 thing is as planned' : `${number(count)} things are as planned`),
    tried: 'tried',
    kinds: {
      role: 'Bootstrap role',
      trust: 'Trust policy of the role',
      user: 'User',
      group: 'Group',
      membership: 'Membership',
      policy: 'Policy',
      attachments: 'Policies',
      boundary: 'Permissions boundary',
      'boundary-document': 'Document of the permissions boundary',
      tags: 'Tags',
      key: 'Access key',
    } satisfies Record<HealthItem['kind'], string>,
    differences: { missing: 'missing', extra: 'not planned', changed: 'changed' } satisfies Record<
      Drift['what'],
      string
    >,
    expected: 'Planned',
    found: 'Found',
    repair: 'Repaired by',
    repairs: {
      rotate: 'a rotation of the key',
      offboard: 'offboarding, and another create',
      none: 'a person in the account',
    } satisfies Record<Drift['repair'], string>,
    why: 'Why',
    toDo: 'What to do',
  },
};
