import { clip, problems } from '../core/errors.ts';
import type { Report } from '../record/auditAndEvents.ts';
import { disclosedKeys } from '../record/disclosedKeyIds.ts';
import type { Health, Onboarding } from '../record/onboarding.ts';
import { driftedItems, fingerprintsOf } from './fingerprints.ts';
import type { Look } from './look.ts';
import type { LookOutcome } from './lookAtAccount.ts';
import { unusedKeys, usedAt } from './unusedKeys.ts';

/** One write of the record: what it keeps of the look, and the event that this change has, if it has one. */
export interface HealthStep {
  readonly health: Health;
  readonly report?: Report | undefined;
}

/** The longest detail of an event, in characters, and how many differences it names. */
const maxDetail = 2000;
const maxDrift = 100;

const iso = (ms: number) => new Date(ms).toISOString();
const noHealth: Health = { checkedAt: 0, drift: [], exposed: [], unused: [] };

/**
 * Returns the writes that store a look in the record of a claimed onboarding, one for each event. Each write notes that
 * its event is reported, so that a process that stops in between reports nothing twice, and the next look the rest.
 */
export function healthSteps(record: Onboarding, outcome: LookOutcome): readonly HealthStep[] {
  const before = record.health ?? noHealth;
  const { look, refusal, enters } = outcome;
  const refusedSince = refusal === undefined ? undefined : (before.refusedSince ?? look.checkedAt);
  let health: Health = {
    ...before,
    checkedAt: look.checkedAt,
    ...(enters !== undefined && { refusedSince }),
    ...(enters === true && { isLost: undefined }),
  };
  const steps: HealthStep[] = [];
  for (const part of [lossOf, exposureOf, driftOf, disuseOf]) {
    const { change, report } = part(record, health, outcome);
    health = { ...health, ...change };
    if (report !== undefined) steps.push({ health, report });
  }
  const last = steps.at(-1);
  return last === undefined ? [{ health }] : [...steps.slice(0, -1), { ...last, health }];
}

interface Part {
  readonly change: Partial<Health>;
  readonly report?: Report | undefined;
}

function lossOf(_: Onboarding, { isLost, refusedSince }: Health, { look, refusal = '' }: LookOutcome): Part {
  if (look.result !== 'access_lost' || isLost === true) return { change: {} };
  const { title } = problems['access-lost'];
  const problem = { type: 'urn:latchkey:problem:access-lost', title, detail: clip(refusal, maxDetail) };
  return {
    change: { isLost: true },
    report: { type: 'onboarding.access_lost', data: { since: iso(refusedSince ?? look.checkedAt), problem } },
  };
}

function exposureOf(record: Onboarding, before: Health, { look }: LookOutcome): Part {
  const unread = new Set(look.items.filter(({ state }) => state === 'unknown').map(({ subject }) => subject));
  const isSame = (one: { userName: string; policyArn: string }) => (other: typeof one) =>
    one.userName === other.userName && one.policyArn === other.policyArn;
  const now = look.checkedAt;
  const found = look.exposed.map((user) => ({ ...user, since: before.exposed.find(isSame(user))?.since ?? now }));
  const isUnread = look.result === 'access_lost' || !look.items.some(({ kind }) => kind === 'user');
  const kept = before.exposed.filter((user) => (isUnread || unread.has(user.userArn)) && !found.some(isSame(user)));
  const exposed = [...found, ...kept];
  const users = found.filter((user) => !before.exposed.some(isSame(user)));
  if (users.length === 0) return { change: { exposed } };
  const keys = disclosedKeys(record).flatMap(({ userName, id }) => {
    const userArn = users.find((user) => user.userName === userName)?.userArn;
    return userArn === undefined ? [] : [{ userName, userArn, accessKeyId: id }];
  });
  return { change: { exposed }, report: { type: 'credentials.exposed', data: { since: iso(now), users, keys } } };
}

function driftOf(_: Onboarding, before: Health, { look }: LookOutcome): Part {
  const drift = fingerprintsOf(look, before.drift);
  if (drift.length === 0 || drift.join() === before.drift.join()) return { change: { drift } };
  const all = driftOfEvent(look);
  const omitted = all.length - maxDrift;
  const data = { drift: all.slice(0, maxDrift), ...(omitted > 0 && { omitted }) };
  return { change: { drift }, report: { type: 'onboarding.drifted', data } };
}

function driftOfEvent({ items }: Look) {
  return driftedItems(items).flatMap(({ kind, subject, differences }) =>
    differences.map(({ what, repair }) => ({ kind, subject, what, repair })),
  );
}

function disuseOf(record: Onboarding, before: Health, { look }: LookOutcome): Part {
  const unused = unusedKeys(record, look, look.checkedAt);
  const isUnread = (id: string) => look.keys.some((key) => key.id === id && key.lastUsed === undefined);
  const ids = [...new Set([...unused.map(({ id }) => id), ...before.unused.filter(isUnread)])];
  const fresh = unused.filter(({ id }) => !before.unused.includes(id));
  if (fresh.length === 0) return { change: { unused: ids } };
  const keys = fresh.map((key) => {
    const at = usedAt(key);
    const { userName, userArn, id: accessKeyId } = key;
    return { userName, userArn, accessKeyId, lastUsedAt: at === null ? null : iso(at) };
  });
  return { change: { unused: ids }, report: { type: 'credentials.unused', data: { keys } } };
}
