import type { Actor } from '../core/ports.ts';
import { disclosedKeys } from './disclosedKeyIds.ts';
import { rotateByOf, type HandedOverKey } from './handedOverKeys.ts';
import type { KeyChangeKind } from './keyChangeKinds.ts';
import type { AuditEntry, WebhookEvent } from './metadata.ts';
import type { Onboarding } from './onboarding.ts';
import { userItemOf } from './userItems.ts';

interface KeyChange {
  readonly key: HandedOverKey;
  readonly kind: KeyChangeKind;
  readonly reason: string | undefined;
}

/** Returns what a write changes about the keys of an onboarding whose keys are in use. */
function keyChanges(before: Onboarding, after: Onboarding): readonly KeyChange[] {
  // An update changes no key.
  if (after.status !== 'claimed' && after.status !== 'rotating') return [];
  return disclosedKeys(before).flatMap((key): KeyChange[] => {
    const now = after.keys.find(({ id }) => id === key.id);
    if (now === undefined) return [{ key, kind: 'deleted', reason: reasonOfRemoval(after, key) }];
    if (now.state === key.state || now.state === 'handed_over') return [];
    if (now.state === 'inactive') return [{ key: now, kind: 'deactivated', reason: now.reason }];
    return [{ key: now, kind: key.state === 'inactive' ? 'reactivated' : 'retired', reason: now.reason }];
  });
}

function reasonOfRemoval(record: Onboarding, key: HandedOverKey): string | undefined {
  return userItemOf(record, { arn: arnOf(record, key), type: 'access-key', id: key.id })?.reason;
}

/** Returns the ARN of the user of a key. */
function arnOf({ resources }: Onboarding, { userName }: HandedOverKey): string {
  return resources.find(({ type, name }) => type === 'user' && name === userName)?.arn ?? '';
}

/** Returns the audit entries of a write that changes what becomes of keys. `last`: the number of the last entry. */
export function auditOfKeys(
  before: Onboarding,
  after: Onboarding,
  { by, action, requestId }: Actor,
  { at, last }: { readonly at: number; readonly last: number },
): readonly AuditEntry[] {
  return keyChanges(before, after).map(({ key, kind, reason }, index) => ({
    n: last + index + 1,
    at,
    by,
    action,
    outcome: after.status,
    requestId,
    key: { id: key.id, change: kind, reason },
  }));
}

/**
 * Returns the type and the data of the webhook event about keys. Undefined if a write changes nothing of which one has to
 * know. A record can have only one event for each version, so whoever changes several keys writes the record for each.
 */
export function keyEventOf(before: Onboarding, after: Onboarding): Pick<WebhookEvent, 'type' | 'data'> | undefined {
  if (before.status !== 'claimed' || after.status !== 'claimed') return undefined;
  const { id, tenantId, accountId, blueprint, status } = after;
  const named = (key: HandedOverKey) => ({
    userName: key.userName,
    userArn: arnOf(after, key),
    accessKeyId: key.id,
  });
  const event = (type: string, more: Record<string, unknown>) => ({
    type: `credentials.${type}`,
    data: { id, tenantId, accountId, blueprint, status, ...more },
  });
  for (const { key, kind, reason = '' } of keyChanges(before, after)) {
    const data = { key: named(key), reason };
    const endsAt = iso(key.endsAt ?? after.updatedAt);
    if (kind === 'deactivated') return event('old_key_deactivated', { ...data, endsAt });
    if (kind === 'reactivated') return event('old_key_reactivated', { ...data, endsAt });
    if (kind === 'deleted') return event('old_key_removed', data);
  }
  const kept = after.keys.find((key) => isNewlyKept(before.keys, key));
  if (kept !== undefined) {
    const { lastUse, kept: keptBecause, lookAt = after.updatedAt } = kept;
    const use = lastUse && { ...lastUse, at: iso(lastUse.at) };
    return event('old_key_in_use', { key: named(kept), keptBecause, lastUse: use, lookAgainAt: iso(lookAt) });
  }
  const due = after.keys.filter(({ id: key, isDueReported }) => isDueReported && !wasReported(before.keys, key));
  if (due.length === 0) return undefined;
  return event('rotation_due', { keys: due.map((key) => ({ ...named(key), rotateBy: iso(rotateByOf(key)) })) });
}

/** Whether a key is kept after its grace time for another reason than before, or another service or region uses it. */
function isNewlyKept(before: readonly HandedOverKey[], { id, kept, lastUse }: HandedOverKey): boolean {
  const earlier = before.find((key) => key.id === id);
  if (kept === undefined || earlier === undefined) return false;
  return (
    earlier.kept !== kept ||
    earlier.lastUse?.service !== lastUse?.service ||
    earlier.lastUse?.region !== lastUse?.region
  );
}

const wasReported = (before: readonly HandedOverKey[], id: string) =>
  before.some((key) => key.id === id && key.isDueReported === true);

const iso = (at: number) => new Date(at).toISOString();
