import type { AuditEntry, WebhookEvent } from './metadata.ts';
import { holdsExternalId, problems } from '../core/errors.ts';
import { disclosedKeyIds } from './disclosedKeyIds.ts';
import type { Onboarding, Status } from './onboarding.ts';
import type { Actor } from '../core/ports.ts';
import { receiptOf } from './receipt.ts';

/** By status, the event that is sent when it is reached. */
const eventTypes: Readonly<Record<Status, string | undefined>> = {
  awaiting_access: undefined,
  provisioning: undefined,
  ready: 'onboarding.ready',
  claiming: undefined,
  claimed: 'onboarding.claimed',
  rolling_back: undefined,
  failed: 'onboarding.failed',
  needs_attention: 'onboarding.needs_attention',
  expired: undefined,
  offboarding: undefined,
  offboarded: 'onboarding.offboarded',
};

/** The line of the audit trail that a move is worth: each transition, and each time that somebody takes it on. */
export function auditOf(before: Onboarding | undefined, after: Onboarding, actor: Actor, at: number): AuditEntry[] {
  const isNews = before?.status !== after.status || before.attempts !== after.attempts;
  if (!isNews) return [];
  const { by, action, requestId } = actor;
  const last = before?.audit.at(-1)?.n ?? 0;
  const problem = 'problem' in after ? after.problem?.slug : undefined;
  const entry = { n: last + 1, at, by, action, outcome: after.status, requestId };
  return [problem === undefined ? entry : { ...entry, problem }];
}

/** The same for what changes nothing in its life, such as a link. */
export function auditMetadataChange(
  record: Onboarding,
  { by, action, requestId }: Actor,
  at: number,
): readonly AuditEntry[] {
  const n = (record.audit.at(-1)?.n ?? 0) + 1;
  return [...record.audit, { n, at, by, action, outcome: record.status, requestId }];
}

/** The event that a move is told by, where it is. It stands in the same write: neither is ever there without the other. */
export function eventOf(before: Onboarding, after: Onboarding, at: number): WebhookEvent | undefined {
  const type = eventTypes[after.status];
  if (type === undefined || before.status === after.status || before.lastEvent === type) return undefined;
  // Back from a claim that did not come off: it had been ready before.
  if (after.status === 'ready' && before.status !== 'provisioning') return undefined;
  const id = `msg_${after.id.slice('ob_'.length)}_${after.version}`;
  return { id, type, at, data: dataOf(after), state: 'pending', round: 0, nextAt: at, tries: [] };
}

/** Thin: who, where and what became of it. Never a secret, never an external ID. */
function dataOf(after: Onboarding): Record<string, unknown> {
  const { id, tenantId, accountId, blueprint, status } = after;
  const who = { id, tenantId, accountId, blueprint, status };
  if (after.status === 'claimed') {
    const keys = disclosedKeyIds(after).flatMap(({ userName, ids }) => {
      const userArn = after.resources.find(({ type, name }) => type === 'user' && name === userName)?.arn;
      return ids.map((accessKeyId) => ({ userName, userArn, accessKeyId }));
    });
    return { ...who, keys };
  }
  if (after.status === 'failed' || after.status === 'needs_attention') {
    const { slug, detail } = after.problem;
    const problem = {
      type: `urn:latchkey:problem:${slug}`,
      title: problems[slug].title,
      detail: holdsExternalId.includes(slug) ? 'Read the onboarding: its problem says what to do.' : detail,
    };
    const step = after.steps.find((each) => each.status === 'failed')?.name;
    const leftovers = after.resources.filter((each) => each.status === 'left').map(({ arn }) => arn);
    return { ...who, problem, ...(step !== undefined && { step }), leftovers };
  }
  if (after.status === 'offboarded') return { ...who, receipt: { resources: receiptOf(after) } };
  return who;
}
