import { isDeepStrictEqual } from 'node:util';
import type { AuditEntry, Metadata, WebhookEvent } from './metadata.ts';
import { auditOfKeys, keyEventOf } from './keyChanges.ts';
import { clip, holdsExternalId, problems, type Problem } from '../core/errors.ts';
import { disclosedKeyIds } from './disclosedKeyIds.ts';
import type { InStatus, Onboarding, Status } from './onboarding.ts';
import type { Actor } from '../core/ports.ts';
import { receiptOf, type ReceiptLine } from './receipt.ts';

/** The type of the webhook event that is sent when an onboarding reaches a status. */
const eventTypes: Readonly<Record<Status, string | undefined>> = {
  awaiting_access: undefined,
  provisioning: undefined,
  ready: 'onboarding.ready',
  claiming: undefined,
  claimed: 'onboarding.claimed',
  rotating: undefined,
  updating: undefined,
  rolling_back: undefined,
  failed: 'onboarding.failed',
  needs_attention: 'onboarding.needs_attention',
  expired: 'onboarding.expired',
  offboarding: undefined,
  offboarded: 'onboarding.offboarded',
};

/**
 * Returns an audit entry for a write that changes the status or starts a new attempt, and one for each key whose state
 * changes. Returns none for any other write.
 */
export function auditOf(before: Onboarding | undefined, after: Onboarding, actor: Actor, at: number): AuditEntry[] {
  const last = before?.audit.at(-1)?.n ?? 0;
  const isAudited = before?.status !== after.status || before.attempts !== after.attempts;
  const ofKeys = before === undefined ? [] : auditOfKeys(before, after, actor, { at, last: last + Number(isAudited) });
  if (!isAudited) return [...ofKeys];
  const { by, action, requestId } = actor;
  const problem = 'problem' in after ? after.problem?.slug : undefined;
  const entry = { n: last + 1, at, by, action, outcome: after.status, requestId };
  return [problem === undefined ? entry : { ...entry, problem }, ...ofKeys];
}

/** Returns the audit trail of a record with an entry added for a change of its metadata, such as a new link. */
export function auditMetadataChange(
  record: Onboarding,
  { by, action, requestId }: Actor,
  at: number,
): readonly AuditEntry[] {
  const n = (record.audit.at(-1)?.n ?? 0) + 1;
  return [...record.audit, { n, at, by, action, outcome: record.status, requestId }];
}

/**
 * Returns the webhook event of a transition or of a change of a key, or undefined if there is none. The caller stores it in the same
 * write as the transition, so that neither is stored without the other.
 */
export function eventOf(before: Onboarding, after: Onboarding, at: number): WebhookEvent | undefined {
  if (before.status === 'rotating' && after.status === 'claimed') return rotatedEvent(before, after, at);
  if (before.status === 'updating' && (after.status === 'ready' || after.status === 'claimed'))
    return updateEvent(before, after, at);
  const ofKeys = keyEventOf(before, after);
  if (ofKeys !== undefined) return newEvent(after, ofKeys.type, ofKeys.data, at);
  const type = eventTypes[after.status];
  if (type === undefined || before.status === after.status || before.lastEvent === type) return undefined;
  // After a failed claim the onboarding is ready again. The event for ready was already sent, and is sent again only
  // after an event that says that the onboarding needs attention.
  const isKnown = before.status !== 'provisioning' && before.lastEvent !== eventTypes.needs_attention;
  if (after.status === 'ready' && isKnown) return undefined;
  return newEvent(after, type, dataOf(after), at);
}

/** Returns the event of a rotation, or undefined if no new key was handed over. */
function rotatedEvent(before: InStatus<'rotating'>, after: InStatus<'claimed'>, at: number): WebhookEvent | undefined {
  const key = after.keys.find(({ id }) => before.keys.every((each) => each.id !== id));
  if (key === undefined) return undefined;
  const { userName } = key;
  const replaced = after.keys.find((each) => each.id === before.rotation.replaces);
  return newEvent(
    after,
    'credentials.rotated',
    {
      ...subjectOf(after),
      key: { userName, userArn: userArnOf(after, userName), accessKeyId: key.id },
      replaces: before.rotation.replaces,
      ...(replaced?.endsAt !== undefined && { endsAt: new Date(replaced.endsAt).toISOString() }),
    },
    at,
  );
}

/** Returns the event of an update that has ended, or undefined after a later look. */
function updateEvent(
  before: InStatus<'updating'>,
  after: InStatus<'ready' | 'claimed'>,
  at: number,
): WebhookEvent | undefined {
  const { lastUpdate, blueprintDigest } = after;
  if (before.update.phase === 'tidying' || lastUpdate === undefined) return undefined;
  const base = { ...subjectOf(after), ...(blueprintDigest !== undefined && { blueprintDigest }) };
  if (lastUpdate.problem === undefined) return newEvent(after, 'onboarding.updated', base, at);
  return newEvent(after, 'onboarding.update_failed', { ...base, problem: eventProblem(lastUpdate.problem) }, at);
}

/** Something to report that is no change of the status. */
export interface Report {
  /** The type of the webhook event. */
  readonly type: string;
  /** Its data besides those of the onboarding. It must never contain a secret or an external ID. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Returns the webhook event of a report. The caller stores it in the same write as the note that it is reported. */
export function eventFor(after: Onboarding, { type, data }: Report, at: number): WebhookEvent {
  return newEvent(after, type, { ...subjectOf(after), ...data }, at);
}

function newEvent(after: Onboarding, type: string, data: WebhookEvent['data'], at: number): WebhookEvent {
  const id = `msg_${after.id.slice('ob_'.length)}_${after.version}`;
  return { id, type, at, data, state: 'pending', round: 0, nextAt: at, tries: [] };
}

function subjectOf({ id, tenantId, accountId, blueprint, status }: Onboarding) {
  return { id, tenantId, accountId, blueprint, status };
}

/**
 * Whether an event of a failure reports what the last event reports, and that one is still waiting to be sent: the same
 * type, problem type, step and leftovers. The receiver then gets one event for both. If a try of the last event is in
 * flight, the receiver may be handling it already, so the event is not a repeat.
 */
export function isRepeat({ events }: Pick<Metadata, 'events'>, event: WebhookEvent): boolean {
  const last = events.at(-1);
  if (last?.type !== event.type || last.state !== 'pending' || last.lease !== undefined) return false;
  return 'problem' in event.data && isDeepStrictEqual(withoutDetail(last), withoutDetail(event));
}

/** Returns the data of an event without the detail of its problem, which may contain a request ID of AWS. */
const withoutDetail = ({ data }: WebhookEvent): unknown =>
  JSON.parse(JSON.stringify(data, (key, value: unknown) => (key === 'detail' ? undefined : value)));

/** The longest detail of an event, in characters. */
const maxDetail = 2000;

/** Returns a problem as an event has it. */
function eventProblem({ slug, detail }: Problem) {
  return {
    type: `urn:latchkey:problem:${slug}`,
    title: problems[slug].title,
    detail: holdsExternalId.includes(slug)
      ? 'Read the onboarding: its problem says what to do.'
      : clip(detail, maxDetail),
  };
}

/** Returns the data of an event: the onboarding and its outcome. It must never contain a secret or an external ID. */
function dataOf(after: Onboarding): Record<string, unknown> {
  const base = subjectOf(after);
  if (after.status === 'claimed') {
    const keys = disclosedKeyIds(after).flatMap(({ userName, ids }) => {
      const userArn = userArnOf(after, userName);
      return ids.map((accessKeyId) => ({ userName, userArn, accessKeyId }));
    });
    return { ...base, keys };
  }
  if (after.status === 'failed' || after.status === 'needs_attention') {
    const problem = eventProblem(after.problem);
    const step = after.steps.find((each) => each.status === 'failed')?.name;
    const leftovers = after.resources.filter((each) => each.status === 'left').map(({ arn }) => arn);
    return { ...base, problem, ...(step !== undefined && { step }), leftovers };
  }
  if (after.status === 'offboarded') return { ...base, receipt: shortened(receiptOf(after)) };
  return base;
}

const userArnOf = ({ resources }: Onboarding, userName: string) =>
  resources.find(({ type, name }) => type === 'user' && name === userName)?.arn;

/** How many bytes of a receipt an event contains, which is as much as the body of a request may have. */
const maxReceiptBytes = 20_000;

/** Returns as much of a receipt as an event contains, what is left in the account first. GET returns all of it. */
function shortened(lines: readonly ReceiptLine[]) {
  let bytes = 0;
  const leftFirst = [...lines.filter(isLeft), ...lines.filter((line) => !isLeft(line))];
  const resources = leftFirst.filter((line) => (bytes += Buffer.byteLength(JSON.stringify(line))) <= maxReceiptBytes);
  const omitted = lines.length - resources.length;
  return omitted === 0 ? { resources: lines } : { resources, omitted };
}

const isLeft = ({ status }: ReceiptLine) => status === 'left';
