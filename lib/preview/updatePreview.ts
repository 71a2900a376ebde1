import type { preview } from './preview.ts';

type Preview = ReturnType<typeof preview>;
type Summary = Preview['summary'][number];

/** What a user may do with a service before and after an update. Null: nothing. */
interface ServiceChange {
  readonly service: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What changes for users, in words. */
interface UserChange {
  readonly users: readonly string[];
  readonly before: string;
  readonly after: string;
  /** The services for which something changes. */
  readonly services: readonly ServiceChange[];
}

/** Returns what changes for the users between two previews of the same users, in words. Users that have the same changes share them. */
export function userChanges(before: Preview, after: Preview): readonly UserChange[] {
  const changes = after.users.map(({ name }) => changeOf(name, summaryOf(before, name), summaryOf(after, name)));
  const byWords = new Map<string, UserChange>();
  for (const { users, ...words } of changes) {
    const key = JSON.stringify(words);
    byWords.set(key, { ...words, users: [...(byWords.get(key)?.users ?? []), ...users] });
  }
  return [...byWords.values()];
}

function changeOf(user: string, before: Summary | undefined, after: Summary | undefined): UserChange {
  const services = new Set([before, after].flatMap((summary) => summary?.access.map(({ service }) => service) ?? []));
  return {
    users: [user],
    before: before?.text ?? '',
    after: after?.text ?? '',
    services: [...services]
      .toSorted()
      .map((service) => ({ service, before: wordsOf(before, service), after: wordsOf(after, service) }))
      .filter((change) => change.before !== change.after),
  };
}

const summaryOf = ({ summary }: Preview, user: string) => summary.find(({ users }) => users.includes(user));

function wordsOf(summary: Summary | undefined, service: string): string | null {
  const texts = summary?.access.flatMap((each) => (each.service === service ? [each.text] : [])) ?? [];
  return texts.length === 0 ? null : texts.join(' ');
}

/** What becomes of a policy. `changed`: the name stays in the blueprint, and the document is another one. */
export const policyChangeKinds = ['added', 'changed', 'removed'] as const;

interface PolicyChange {
  readonly change: (typeof policyChangeKinds)[number];
  readonly arn: string;
  /** The policy that it replaces. */
  readonly replaces?: string;
  readonly document: unknown;
}

/**
 * Returns which policies change between two previews, AWS's own included, each with its document.
 *
 * @param replacedBy the ARN of the policy that replaces another one, by the ARN of that one
 */
export function policyChanges(
  before: Preview,
  after: Preview,
  replacedBy: ReadonlyMap<string, string>,
): readonly PolicyChange[] {
  const all = (from: Preview) => [...from.policies, ...from.managedPolicies];
  const replacing = new Map([...replacedBy].map(([old, arn]) => [arn, old]));
  const isIn = (from: Preview, arn: string) => all(from).some((each) => each.arn === arn);
  const added = all(after).filter(({ arn }) => !isIn(before, arn));
  const removed = all(before).filter(({ arn }) => !isIn(after, arn) && !replacedBy.has(arn));
  return [
    ...added.map(({ arn, document }): PolicyChange => {
      const replaces = replacing.get(arn);
      return replaces === undefined
        ? { change: 'added', arn, document }
        : { change: 'changed', arn, replaces, document };
    }),
    ...removed.map(({ arn, document }): PolicyChange => ({ change: 'removed', arn, document })),
  ];
}
