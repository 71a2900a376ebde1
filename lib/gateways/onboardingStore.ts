import { isWorkedOn, parseOnboarding, transitions, type Onboarding, type Status } from '../onboarding.ts';
import type { Clock, OnboardingStore } from '../ports.ts';
import { nextTellAt } from '../outbox.ts';
import {
  attentionPartition,
  duePartition,
  itemKeys,
  keyAsItem,
  listed,
  parseAccess,
  parseKey,
  parseSlotHolder,
  untoldPartition,
} from './items.ts';
import { dueIn, oldItems } from './onboardingItems.ts';
import { listPage } from './onboardingList.ts';
import type { Table } from './table.ts';

/** The state table (infra/table.yml) as the domain knows it. */
export function onboardingStore(table: Table, clock: Clock): OnboardingStore {
  const isNew = { ConditionExpression: 'attribute_not_exists(pk)' };
  const read = async (id: string) => {
    const item = await table.get(itemKeys.onboarding(id));
    return item === undefined ? undefined : parseOnboarding(item);
  };
  const putKey: OnboardingStore['putKey'] = async (key) => {
    const absentOrPast = {
      ConditionExpression: 'attribute_not_exists(pk) OR keptUntil < :now',
      ExpressionAttributeValues: { ':now': clock.now() },
    };
    if (await table.put({ ...keyAsItem(key), ...itemKeys.idempotencyKey(key) }, absentOrPast)) return undefined;
    const standing = await table.get(itemKeys.idempotencyKey(key));
    // Gone between the two: its request failed and dropped it.
    return standing === undefined ? putKey(key) : parseKey(standing);
  };
  return {
    getAccess: async (tenantId, accountId) => {
      const item = await table.get(itemKeys.access(tenantId, accountId));
      return item === undefined ? undefined : parseAccess(item);
    },
    saveAccess: (access) => {
      const item = { ...access, ...itemKeys.access(access.tenantId, access.accountId) };
      const unchanged = {
        ConditionExpression: 'version = :read',
        ExpressionAttributeValues: { ':read': access.version - 1 },
      };
      return table.put(item, access.version === 1 ? isNew : unchanged);
    },
    dropAccess: ({ tenantId, accountId, version }) =>
      table.delete(itemKeys.access(tenantId, accountId), {
        ConditionExpression: 'version = :read',
        ExpressionAttributeValues: { ':read': version },
      }),

    putKey,
    getKey: async (key) => {
      const standing = await table.get(itemKeys.idempotencyKey(key));
      return standing === undefined ? undefined : parseKey(standing);
    },
    retakeKey: (key, heldUntilBefore) =>
      table.put(
        { ...keyAsItem(key), ...itemKeys.idempotencyKey(key) },
        { ConditionExpression: 'heldUntil = :before', ExpressionAttributeValues: { ':before': heldUntilBefore } },
      ),
    dropKey: async (key) => {
      await table.delete(itemKeys.idempotencyKey(key), {
        ConditionExpression: 'onboardingId = :mine',
        ExpressionAttributeValues: { ':mine': key.onboardingId },
      });
    },

    takeSlot: async (slot, holder, over) => {
      const mayBeOver = [
        'attribute_not_exists(pk)',
        'onboardingId = :mine',
        ...(over === undefined ? [] : ['(onboardingId = :over AND heldUntil = :overUntil)']),
      ];
      const isMine = await table.put(
        { ...holder, ...itemKeys.slot(slot) },
        {
          ConditionExpression: mayBeOver.join(' OR '),
          ExpressionAttributeValues: {
            ':mine': holder.onboardingId,
            ...(over === undefined ? {} : { ':over': over.onboardingId, ':overUntil': over.heldUntil }),
          },
        },
      );
      if (isMine) return undefined;
      const standing = await table.get(itemKeys.slot(slot));
      return standing === undefined ? holder : parseSlotHolder(standing);
    },

    insert: async (onboarding) =>
      (await table.put(asItem(onboarding), isNew)) || wroteIt(await read(onboarding.id), onboarding),
    get: read,
    move: async (before, after) => {
      const rows: readonly Status[] = transitions[before.status];
      if (!rows.includes(after.status)) throw new Error(`no row ${before.status} → ${after.status}`);
      return (await table.put(asItem(after), stillAt(before))) || wroteIt(await read(before.id), after);
    },
    moveAside: (before, after) => table.put(asItem(after), stillAt(before)),
    ...oldItems(table),

    due: (now, limit) => dueIn(table, { index: 'due', at: 'dueAt', of: duePartition }, now, limit),
    untold: (now, limit) => dueIn(table, { index: 'untold', at: 'tellAt', of: untoldPartition }, now, limit),
    inFlight: async (tenantId, Limit) => {
      const query = {
        KeyConditionExpression: 'inFlight = :tenant',
        ExpressionAttributeValues: { ':tenant': tenantId },
      };
      return (await table.query({ IndexName: 'inFlight', ...query, Limit })).length;
    },
    inAttention: async (Limit) => {
      const query = {
        KeyConditionExpression: 'attention = :partition',
        ExpressionAttributeValues: { ':partition': attentionPartition },
      };
      return (await table.query({ IndexName: 'attention', ...query, Limit })).length;
    },
    list: (query) => listPage(table, query),
  };
}

/** Four indexes are sparse: only what they are to find has the attribute that puts it there. */
function asItem(onboarding: Onboarding) {
  const { id, dueAt, tenantId } = onboarding;
  const due = dueAt === undefined ? {} : { due: duePartition };
  const tellAt = nextTellAt(onboarding);
  const untold = tellAt === undefined ? {} : { untold: untoldPartition, tellAt };
  const inFlight = isWorkedOn(onboarding) ? { inFlight: tenantId } : {};
  const attention = onboarding.status === 'needs_attention' ? { attention: attentionPartition } : {};
  return { ...onboarding, ...due, ...untold, ...inFlight, ...attention, listed, ...itemKeys.onboarding(id) };
}

/** The record is still what we read: nobody moved it, and nobody took it over. Each clause has the name of its reason. */
function stillAt(before: Onboarding) {
  const sameVersion = '#version = :version';
  const sameStatus = '#status = :status';
  const sameBeside = 'asides = :asides';
  const sameOwner = '#lease.#owner = :owner AND #lease.#attempt = :attempt';
  const names = { '#version': 'version', '#status': 'status' };
  const values = { ':version': before.version, ':status': before.status, ':asides': before.asides };
  if (!isWorkedOn(before)) {
    return {
      ConditionExpression: `${sameVersion} AND ${sameStatus} AND ${sameBeside}`,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: values,
    };
  }
  return {
    ConditionExpression: `${sameVersion} AND ${sameStatus} AND ${sameBeside} AND ${sameOwner}`,
    ExpressionAttributeNames: { ...names, '#lease': 'lease', '#owner': 'owner', '#attempt': 'attempt' },
    ExpressionAttributeValues: { ...values, ':owner': before.lease.owner, ':attempt': before.lease.attempt },
  };
}

/** A write whose answer got lost fails its own condition when repeated: then the record names us as its writer. */
function wroteIt(found: Onboarding | undefined, wanted: Onboarding): boolean {
  return found !== undefined && found.version === wanted.version && found.writer === wanted.writer;
}
