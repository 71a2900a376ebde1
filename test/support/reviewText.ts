import type { ReviewView } from '../../lib/http/views/reviewView.ts';

/** The parts of a review that are there as long as the blueprint is. */
export function partsOf({ preview, template }: ReviewView) {
  if (preview === null || template === null) throw new Error('The review has no preview and no template');
  return { preview, template };
}

const asList = (names: readonly string[]) => new Intl.ListFormat('en', { type: 'conjunction' }).format(names);

/** What the page says that users may do: a line for each AWS service, and the name of the list of its actions. */
export function accessLines({ preview }: ReturnType<typeof partsOf>): string[] {
  return preview.summary.flatMap(({ access }) =>
    access.flatMap(({ text, levels, isFull, limit, actions }) => {
      const counts = levels.map(
        ({ level, allowed, of }) => `${allowed === of ? '' : `${String(allowed)} of `}${String(of)} ${level}`,
      );
      const [service = ''] = text.split(':');
      const line = `${service}: ${isFull ? 'full access: ' : ''}${asList(counts)} actions.`;
      const where = limit === undefined ? 'On all resources, including existing ones.' : `O${limit.slice(1)}.`;
      const listed = actions.length === 1 ? 'Show the action' : `Show the ${String(actions.length)} actions`;
      return [`${line} ${where}`, ...(actions[0] === '*' ? [] : [listed])];
    }),
  );
}

/** What is below the headings about how to end the access, and what remains of it, in every review. */
export function endsOf(review: ReviewView, users: string): Record<string, string[]> {
  const { revoke, cloudTrail, launchRegion } = review;
  const path = /:user(\/.*\/)/.exec(cloudTrail.userArns[0] ?? '')?.[1];
  return {
    'How to take the access back': [
      `The usual way: ask Example Vendor to end the access. It removes the users, policies and keys. Then delete the stack ${revoke.stackName} in ${String(launchRegion)}.`,
      `Without Example Vendor: in IAM, delete ${users}, and then the stack. Keep this order: while a user has the permissions boundary, the stack cannot be deleted, and the role stays usable. What stays are policies and groups under ${String(path)}, which allow nobody anything by themselves: delete them too.`,
      'For a pause: deactivate the access keys in IAM. This works within seconds, but Example Vendor can activate keys again as long as the role exists. What was started with them, such as instances, keeps running.',
    ],
    'What CloudTrail will show': [
      'The setup: calls such as CreateUser and CreateAccessKey, made by',
      cloudTrail.sessionArn,
      'The use of the keys: calls made by',
      ...cloudTrail.userArns,
      'IAM writes its events in the Region us-east-1.',
    ],
  };
}

/** Each kind of risk, in the order of the page: what limits the keys comes last. */
export const shownRisks = [
  {
    level: 'administrative',
    says: 'Administrator. The keys allow everything in the account, including the creation of more keys. Whoever has them controls the account.',
  },
  {
    level: 'escalation',
    says: 'Can get more. The keys allow a known way to get more permissions than the policies say: In the service’s words.',
  },
  {
    level: 'accepted',
    path: 'boundary',
    says: 'Known risk. The permissions boundary is no effective limit here: whoever has the keys can get all permissions, and so can whoever can use the role.',
  },
  {
    level: 'accepted',
    path: 'group',
    says: 'Known risk. A group cannot have a permissions boundary in IAM. Whoever can use the role can add any user of the account to this group, and that user gets the permissions of the group’s policies.',
  },
  {
    level: 'accepted',
    path: 'instances',
    says: 'Known risk. Whoever controls EC2 instances can run commands on them, and so gets the permissions of the roles of existing instances.',
  },
  { level: 'accepted', path: 'of-a-newer-service', says: 'Known risk. In the service’s words.' },
  { level: 'of-a-newer-service', says: 'of-a-newer-service. In the service’s words.' },
  {
    level: 'limited',
    says: 'Not administrative. Apart from the known risks above, no method of the published list of escalations gives these keys more permissions.',
  },
].map((risk) => ({ ...risk, detail: 'In the service’s words.' }));
