import * as z from 'zod';
import { longestPauseMs } from '../support/dailyLookTimes.ts';
import { removedTag } from './earlier.ts';
import type { Evidence } from './evidence.ts';
import type { StoredOnboarding } from './records.ts';
import type { Items } from './testStack.ts';

const found = z.looseObject({
  result: z.string().nullable(),
  items: z.array(
    z.looseObject({
      kind: z.string(),
      subject: z.string(),
      state: z.string(),
      differences: z.array(z.looseObject({ what: z.string(), expected: z.string().optional() })).default([]),
    }),
  ),
});
type Found = z.infer<typeof found>;

const drift = z.looseObject({
  drift: z.array(z.looseObject({ kind: z.string(), subject: z.string(), what: z.string() })),
});

/** The types of the events that a look can lead to. */
const findings = ['onboarding.drifted', 'onboarding.access_lost', 'credentials.exposed', 'credentials.unused'];

/** Returns the stored result of the last look at an onboarding. Undefined if there is none. */
export function storedLookOf(items: Items, record: Pick<StoredOnboarding, 'id'> | undefined): Found | undefined {
  return found.optional().parse(items.find(({ pk, sk }) => pk === `onboarding#${record?.id ?? ''}` && sk === 'look'));
}

/**
 * I8: no event reports what is not there. In a look, only the tag that an administrator has removed is missing, and one
 * event reports it. An onboarding that waits for its update differs from its plan, because the test has changed its record.
 */
export function onlyTrueFindings({ phase }: Evidence, { events, userNames }: StoredOnboarding): readonly string[] {
  const reports = events.filter(({ type }) => findings.includes(type));
  if (phase.isUpdate === true) return [];
  const isTrue = ({ type, data }: (typeof reports)[number]) => {
    const [one, ...others] = drift.safeParse(data).data?.drift ?? [];
    const isTag = one?.kind === 'tags' && one.what === 'missing' && one.subject.endsWith(`/${userNames[0] ?? ''}`);
    return phase.isLook !== undefined && type === 'onboarding.drifted' && isTag && others.length === 0;
  };
  return [
    ...reports.filter((each) => !isTrue(each)).map((each) => `I8: not true: ${JSON.stringify(each)}`),
    ...(reports.length > 1 ? [`I8: one finding has ${String(reports.length)} events`] : []),
  ];
}

/** What a look must leave as it was, and what it must not answer or store. */
export function lookViolations(evidence: Evidence, [record]: readonly StoredOnboarding[]): readonly string[] {
  const { phase, phaseAt, now, items, answers, recordBefore, accountBefore, accountAfter } = evidence;
  if (record === undefined) return [];
  const nextAt = record.dueTimes.health;
  const isDue = nextAt !== undefined && nextAt <= now + longestPauseMs;
  const noNext = record.status !== 'claimed' || isDue ? [] : [`I4: its next look is due at ${String(nextAt)}`];
  if (phase.isLook === undefined) return noNext;
  const looks = answers.flatMap(({ status, text }) =>
    status === 200 ? (found.safeParse(JSON.parse(text)).data ?? []) : [],
  );
  const stored = storedLookOf(items, record);
  const isMade = phase.isLook !== 'daily' || (record.health?.checkedAt ?? 0) >= phaseAt;
  const kept = ({ status, keys }: StoredOnboarding) => JSON.stringify({ status, keys });
  return [
    ...noNext,
    ...(accountAfter === accountBefore ? [] : [`I8: a look has changed the account: ${accountAfter}`]),
    ...(recordBefore !== undefined && kept(record) === kept(recordBefore)
      ? []
      : [`I8: a look has changed the record: ${kept(record)}`]),
    ...(isMade ? [] : ['I4: the look that was due has not been made']),
    ...[...looks, ...(stored === undefined ? [] : [stored])].flatMap((look) => untruths(look, record)),
  ];
}

/** Returns what a look says that is not so. */
function untruths({ result, items }: Found, { userNames }: StoredOnboarding): readonly string[] {
  const drifted = items.filter(({ state }) => state === 'drifted');
  const isTag = ({ kind, subject, differences: [one, ...others] }: Found['items'][number]) =>
    kind === 'tags' &&
    subject.endsWith(`/${userNames[0] ?? ''}`) &&
    one?.what === 'missing' &&
    one.expected?.startsWith(`${removedTag}=`) === true &&
    others.length === 0;
  const isRight = drifted.length === 0 ? result === 'incomplete' : result === 'drifted';
  return [
    ...drifted.filter((item) => !isTag(item)).map((item) => `I8: it has not drifted: ${JSON.stringify(item)}`),
    ...(isRight ? [] : [`I8: the result is not ${String(result)}, with ${JSON.stringify(items)}`]),
  ];
}
