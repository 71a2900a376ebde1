import * as z from 'zod';
import { ownTags } from '../../lib/blueprints/ownTags.ts';
import { idsByUser, idsOf } from '../../lib/record/disclosedKeyIds.ts';
import type { Onboarding } from '../../lib/record/onboarding.ts';
import { ours } from '../faults/account.ts';
import { longestPauseMs } from '../support/dailyLookTimes.ts';
import { iamPathOf } from '../support/tenantNames.ts';
import type { Answer } from './invocations.ts';
import type { Tenant } from './tenant.ts';
import type { World } from './world.ts';

/** How long after a change a late AWS, or a look that had begun, may still answer as before it, in ms. */
const mayBeStaleMs = 90_000;
/** How long a difference may be taken for a delay of AWS, in ms: `entityLagMs`, and some time more. */
const mayBeLagMs = 7 * 60_000;

const place = { kind: z.string(), subject: z.string() };
const healthAnswer = z.looseObject({
  status: z.string(),
  result: z.string().nullable(),
  items: z.array(z.looseObject({ ...place, state: z.string() })),
});
const driftData = z.object({ drift: z.array(z.looseObject(place)) });

/** The types of the events of looks that are about an account, not about its keys. */
export const lookEventTypes: ReadonlySet<string> = new Set(['onboarding.drifted', 'onboarding.access_lost']);

/** When a difference was first and last seen in the account (epoch ms). */
interface Seen {
  readonly since: number;
  readonly until: number;
}

const nameOf = ({ kind, subject }: { readonly kind: string; readonly subject: string }) =>
  `${kind} ${subject.slice(subject.lastIndexOf('/') + 1)}`;

/** Returns what differs from the plan in what an administrator can change: the tags and the keys of the users. */
function differencesOf(record: Onboarding, tenant: Tenant): readonly string[] {
  if (record.status !== 'ready' && record.status !== 'claimed') return [];
  const path = iamPathOf(record, record.id, record.blueprint);
  const known = record.status === 'claimed' ? record.keys : [];
  return ours(tenant.account())
    .users.filter((user) => user.path === path)
    .flatMap(({ name, tags, accessKeys }) => {
      const lacksTag = ownTags(record).some(
        ({ key, value }) => !tags.some((tag) => tag.Key === key && tag.Value === value),
      );
      const active = accessKeys.filter(({ status }) => status === 'Active').map(({ id }) => id);
      const inForce = known.filter((key) => key.userName === name && key.state === 'handed_over').map(({ id }) => id);
      const named = [...idsOf(idsByUser(known), name), ...idsOf(record.foreignKeyIds ?? [], name)];
      return [
        ...(lacksTag ? [`tags ${name}`] : []),
        ...inForce.filter((id) => !active.includes(id)).map((id) => `key ${id}`),
        ...accessKeys.filter(({ id }) => !named.includes(id)).map(({ id }) => `key ${id}`),
      ];
    });
}

/**
 * Compares what looks answer and report with what an administrator has changed in the account.
 *
 * @param mayBeDenied whether AWS has refused a call of Latchkey for no reason in the account
 */
export function watchLooks(world: World, tenant: Tenant, mayBeDenied: () => boolean) {
  const seen = new Map<string, Map<string, Seen>>();
  const ever = new Map<string, Set<string>>();
  const wrong: string[] = [];
  let refusals = 0;
  let restorals = 0;
  let refusedSince: number | undefined;
  let refusedUntil = -Infinity;
  const { now } = world.time;

  /** Notes what differs now. */
  const notice = () => {
    for (const record of world.watched.records.values()) {
      const before = seen.get(record.id);
      const there = differencesOf(record, tenant).map((each): [string, Seen] => [
        each,
        { since: before?.get(each)?.since ?? now(), until: now() },
      ]);
      const gone = [...(before ?? [])].filter(([name]) => !there.some(([other]) => other === name));
      // What is gone may come again: then it is there since then.
      const past = gone.map(([name, { until }]): [string, Seen] => [name, { since: Infinity, until }]);
      seen.set(record.id, new Map([...past, ...there]));
      const all = ever.get(record.id) ?? new Set();
      for (const [name] of there) all.add(name);
      ever.set(record.id, all);
    }
    if (tenant.isTrusting()) {
      if (refusedSince !== undefined) refusedUntil = now();
      refusedSince = undefined;
    } else refusedSince ??= now();
  };
  const say = (text: string, { status, text: body }: Answer) =>
    void wrong.push(`I8: ${text}: ${String(status)} ${body.slice(0, 2000)}`);

  /** Checks the items and the result of an answer. @param sentAt when the look was asked for (epoch ms) */
  const judge = (record: Onboarding, answer: Answer, sentAt: number) => {
    const { status, result, items } = healthAnswer.parse(JSON.parse(answer.text));
    if (status !== 'ready' && status !== 'claimed') say('there was nothing to look at', answer);
    const differences = seen.get(record.id) ?? new Map<string, Seen>();
    const mayBeRefused = !tenant.isTrusting() || refusedUntil > sentAt - mayBeStaleMs || mayBeDenied();
    for (const item of items.filter(({ state }) => state === 'drifted')) {
      const { until } = differences.get(nameOf(item)) ?? { until: -Infinity };
      const isTrue = item.kind === 'role' ? mayBeRefused : until >= sentAt - mayBeStaleMs;
      if (!isTrue) say(`${nameOf(item)} has not drifted`, answer);
    }
    if (result === 'access_lost' && !mayBeRefused) say('the access is not lost', answer);
    if (result !== 'as_planned') return;
    if (refusedSince !== undefined && refusedSince < sentAt - mayBeStaleMs) say('the role is refused', answer);
    // A key that a later look of Latchkey may still delete is none of an administrator's.
    const isIdle = record.dueTimes.reconcile === undefined && !('keyWork' in record);
    for (const [name, { since }] of differences)
      if (isIdle && since < sentAt - mayBeLagMs) say(`${name} has drifted`, answer);
  };

  return {
    wrong,
    notice,
    /** Notes that the administrator begins to refuse the role, or sets right what a look may have reported. */
    noteRefusal: () => (refusals += 1),
    noteRestoral: () => (restorals += 1),
    /** Checks the answer to a look. */
    answered: (record: Onboarding, answer: Answer, sentAt: number, hadTrouble: boolean) => {
      notice();
      if (answer.status === 200) judge(record, answer, sentAt);
      else if (answer.status !== 409 && !hadTrouble) say('a look ends with a result', answer);
    },
    /** I7 and I8: each event of looks is about something that was so, and nothing is reported twice in a row. */
    whenIdle: () => {
      notice();
      for (const record of world.records()) {
        const { events, id } = record;
        if (record.status === 'claimed') {
          const { health: nextAt = Infinity } = record.dueTimes;
          if (nextAt > now() + longestPauseMs) wrong.push(`I4: ${id} is not looked at any more: ${String(nextAt)}`);
        }
        const drifted = events.filter(({ type }) => type === 'onboarding.drifted');
        const reports = drifted.map(({ data }) => driftData.parse(data).drift.map(nameOf));
        for (const name of reports.flat())
          if (ever.get(id)?.has(name) !== true)
            wrong.push(`I8: ${id} has an event about ${name}, which has not drifted`);
        const twice = reports.filter((each, index) => index > 0 && each.join() === reports[index - 1]?.join());
        if (twice.length > restorals) wrong.push(`I7: ${id} has more than one event about ${JSON.stringify(twice)}`);
        const lost = events.filter(({ type }) => type === 'onboarding.access_lost').length;
        if (lost > refusals && !mayBeDenied()) wrong.push(`I8: the access to ${id} was lost ${String(lost)} times`);
        if (events.some(({ type }) => type === 'credentials.exposed')) wrong.push(`I8: no key of ${id} was exposed`);
      }
    },
  };
}
