import { allSettledOrThrow } from '../../core/allSettled.ts';
import * as z from 'zod/mini';
import { withDailyLook } from '../../record/dailyLook.ts';
import { dueAt } from '../../record/dueTimes.ts';
import { withRetention } from '../../record/erasure.ts';
import { rotateAtOf } from '../../record/keyTimes.ts';
import { needsAttention } from '../../record/heldKeys.ts';
import { countsForTenantCap } from '../../record/lease.ts';
import { isWorkedOn, transitions, type Onboarding, type Status } from '../../record/onboarding.ts';
import type { OnboardingStore } from '../../record/ports.ts';
import { nextDeliveryAt } from '../../webhooks/outbox.ts';
import { blueprintVersions, type RememberedBlueprints } from './blueprintVersions.ts';
import { itemKeys, indexPartitions, planPartition } from './items.ts';
import { archiveStore } from './onboardingItems.ts';
import { duePages } from './duePages.ts';
import { deleteArchived, eraseItems } from './eraseItems.ts';
import { listPage } from './onboardingList.ts';
import { readOnboarding } from './readStore.ts';
import { mergeShards, oneShard, shardKey, shardKeys, type IndexShards } from './shards.ts';
import { isNew, type Table } from './table.ts';

const keysSchema = z.array(z.object({ pk: z.string() }));

/** What the stored records depend on besides their content. */
export interface RecordSettings {
  /** How long the record of an onboarding that has ended is kept. Undefined: until its tenant is erased. */
  readonly retentionMs?: number | undefined;
  /** Whether each claimed onboarding gets a daily look. Default: false. */
  readonly looksDaily?: boolean | undefined;
  /** The blueprints, whose versions are kept with the records. Undefined: none are kept, and none are read. */
  readonly blueprints?: RememberedBlueprints | undefined;
}

/** The onboardings in the state table (infra/table.yml). */
export function onboardingStore(
  table: Table,
  {
    shards = oneShard,
    retentionMs,
    looksDaily = false,
    blueprints,
  }: RecordSettings & { readonly shards?: IndexShards } = {},
): OnboardingStore {
  const versions = blueprintVersions(table, blueprints);
  const asItem = async (onboarding: Onboarding) =>
    itemOf(
      versions.withDigest(withDailyLook(withRetention(onboarding, retentionMs), looksDaily)),
      await shards.written(),
    );
  const read = (id: string) => readOnboarding(table, id, versions);
  return {
    insert: async (onboarding) => {
      await versions.keep(onboarding);
      return (await table.put(await asItem(onboarding), isNew)) || isOurWrite(await read(onboarding.id), onboarding);
    },
    get: read,
    move: async (before, after) => {
      const allowed: readonly Status[] = transitions[before.status];
      if (!allowed.includes(after.status)) throw new Error(`no transition ${before.status} → ${after.status}`);
      await versions.keep(after);
      return (
        (await table.put(await asItem(after), unchangedCondition(before))) || isOurWrite(await read(before.id), after)
      );
    },
    saveMetadata: async (before, after) =>
      (await table.put(await asItem(after), unchangedCondition(before))) || isOurMetadata(await read(before.id), after),
    ...archiveStore(table),
    erase: async (onboarding) =>
      eraseItems(
        table,
        onboarding,
        itemOf({ ...onboarding, isErasing: true, version: onboarding.version + 1 }, await shards.written()),
        unchangedCondition(onboarding),
      ),
    eraseArchived: (id) => deleteArchived(table, id),

    due: async (now) => duePages(table, { index: 'due', at: 'dueAt' }, await shards.read(), now),
    undelivered: async (now) => duePages(table, { index: 'undelivered', at: 'deliverAt' }, await shards.read(), now),
    inFlight: async (tenantId, Limit) => {
      const query = {
        KeyConditionExpression: 'inFlight = :tenant',
        ExpressionAttributeValues: { ':tenant': tenantId },
      };
      return (await table.query({ IndexName: 'inFlight', ...query, Limit })).length;
    },
    needingAttention: (limit) => countAttention(table, shards, limit),
    countIn: (status, limit) => countStatus(table, shards, status, limit),
    list: (query) => listPage(table, shards, query),
    announceShards: () => shards.announce(),
    keptBlueprints: () => versions.all(),
  };
}

/** Returns how many onboardings the index `attention` contains, counted up to `limit`. */
async function countAttention(table: Table, shards: IndexShards, limit: number): Promise<number> {
  const idsIn = async (shard: string) => {
    const found = await table.query({
      IndexName: 'attention',
      KeyConditionExpression: 'attention = :partition',
      ExpressionAttributeValues: { ':partition': shard },
      Limit: limit,
    });
    return keysSchema.parse(found).map(({ pk }) => ({ id: pk }));
  };
  const found = await allSettledOrThrow(shardKeys(indexPartitions.attention, await shards.read()).map(idsIn));
  return Math.min(limit, mergeShards(found, () => 0).length);
}

/** Returns how many onboardings the index `byStatus` has in a status, counted up to `limit` in each shard. */
async function countStatus(table: Table, shards: IndexShards, status: Status, limit: number) {
  const ofShard = (shard: string) =>
    table.count({
      IndexName: 'byStatus',
      KeyConditionExpression: 'inStatus = :partition',
      ExpressionAttributeValues: { ':partition': shard },
      Limit: limit,
    });
  const counts = await allSettledOrThrow(shardKeys(status, await shards.read()).map(ofShard));
  return { count: counts.reduce((sum, { count }) => sum + count, 0), isCut: counts.some(({ isCut }) => isCut) };
}

/**
 * Returns the item of an onboarding. Five indexes are sparse: an item has the attributes of such an index only if the
 * index has to contain it. The partition keys of the index `byStatus` are the statuses, with a shard.
 */
function itemOf(onboarding: Onboarding, shards: number) {
  const { id, tenantId } = onboarding;
  const at = dueAt(onboarding);
  const keyIn = (index: keyof typeof indexPartitions) => shardKey(indexPartitions[index], id, shards);
  const due = at === undefined ? {} : { due: keyIn('due'), dueAt: at };
  const deliverAt = nextDeliveryAt(onboarding);
  const undelivered = deliverAt === undefined ? {} : { undelivered: keyIn('undelivered'), deliverAt };
  const inFlight = countsForTenantCap(onboarding) ? { inFlight: tenantId } : planned(onboarding, shards);
  const rotateAt = onboarding.status === 'claimed' ? rotateAtOf(onboarding.keys) : undefined;
  const rotation = rotateAt === undefined ? {} : { rotate: keyIn('rotate'), rotateAt };
  const attention = needsAttention(onboarding) ? { attention: keyIn('attention') } : {};
  return {
    ...onboarding,
    ...due,
    ...undelivered,
    ...inFlight,
    ...attention,
    ...rotation,
    listed: keyIn('recent'),
    inStatus: shardKey(onboarding.status, id, shards),
    ...itemKeys.onboarding(id),
  };
}

/**
 * The statuses in which an onboarding is in the index `inFlight` under its plan. In none of them it counts for the tenant
 * cap, so that it has no other place there. It stays there while keys are created, so that these cost no writes to the
 * index.
 */
const plannedStatuses: readonly Status[] = ['ready', 'claiming', 'claimed', 'rotating'];

/** Returns the place in the index `inFlight` of an onboarding that was set up: under its plan. */
function planned({ id, status, blueprint, blueprintDigest: digest }: Onboarding, shards: number) {
  if (digest === undefined || !plannedStatuses.includes(status)) return {};
  return { inFlight: shardKey(planPartition({ blueprint, digest }), id, shards) };
}

/**
 * Returns the condition that the stored record is still `before`. Each variable is named after what its clause checks.
 */
function unchangedCondition(before: Onboarding) {
  const sameVersion = '#version = :version';
  const sameStatus = '#status = :status';
  const sameMetadata = 'metadataVersion = :metadataVersion';
  const notErasing = 'attribute_not_exists(isErasing)';
  const sameOwner = '#lease.#owner = :owner AND #lease.#attempt = :attempt';
  const names = { '#version': 'version', '#status': 'status' };
  const values = { ':version': before.version, ':status': before.status, ':metadataVersion': before.metadataVersion };
  if (!isWorkedOn(before)) {
    return {
      ConditionExpression: `${sameVersion} AND ${sameStatus} AND ${sameMetadata} AND ${notErasing}`,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: values,
    };
  }
  return {
    ConditionExpression: `${sameVersion} AND ${sameStatus} AND ${sameMetadata} AND ${notErasing} AND ${sameOwner}`,
    ExpressionAttributeNames: { ...names, '#lease': 'lease', '#owner': 'owner', '#attempt': 'attempt' },
    ExpressionAttributeValues: { ...values, ':owner': before.lease.owner, ':attempt': before.lease.attempt },
  };
}

/**
 * Whether the stored record is the one that we wrote. If the answer to a write was lost, the repeated write fails its
 * condition, and the record contains the name of our writer.
 */
function isOurWrite(found: Onboarding | undefined, wanted: Onboarding): boolean {
  return found !== undefined && found.version === wanted.version && found.writer === wanted.writer;
}

/**
 * Whether the stored metadata are those that we wrote. Later transitions keep the metadata, so this is also true if the
 * record has another version by now.
 */
function isOurMetadata(found: Onboarding | undefined, wanted: Onboarding): boolean {
  if (found === undefined || found.metadataWriter === undefined) return false;
  return found.metadataVersion === wanted.metadataVersion && found.metadataWriter === wanted.metadataWriter;
}
