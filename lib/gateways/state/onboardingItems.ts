import { allSettledOrThrow } from '../../core/allSettled.ts';
import * as z from 'zod/mini';
import { auditEntrySchema, deliveryTrySchema, webhookEventSchema } from '../../record/metadata.ts';
import type { OnboardingStore } from '../../record/ports.ts';
import { itemKeys } from './items.ts';
import { always, type Table } from './table.ts';

type ArchiveStore = Pick<
  OnboardingStore,
  'archiveAudit' | 'archivedAudit' | 'archiveEvents' | 'archivedEvents' | 'archiveTries' | 'archivedTries'
>;

const olderTry = z.object({ eventId: z.string(), n: z.int(), tried: deliveryTrySchema });

/**
 * The audit entries, events and delivery tries that exceed the limits of an onboarding's record. Each is an item of its
 * own in the partition of the record.
 */
export function archiveStore(table: Table): ArchiveStore {
  const under = (id: string, prefix: string) => {
    const { pk } = itemKeys.onboarding(id);
    return table.queryAll({
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
      ConsistentRead: true,
    });
  };
  return {
    archiveAudit: async (id, entries) => {
      await allSettledOrThrow(entries.map((entry) => table.put({ ...entry, ...itemKeys.audit(id, entry.n) }, always)));
    },
    archivedAudit: async (id) => z.array(auditEntrySchema).parse(await under(id, 'audit#')),
    archiveEvents: async (id, events, revision) => {
      const notNewer = {
        ConditionExpression: 'attribute_not_exists(revision) OR revision <= :revision',
        ExpressionAttributeValues: { ':revision': revision },
      };
      await allSettledOrThrow(
        events.map((event) => table.put({ ...event, revision, ...itemKeys.event(id, event.at, event.id) }, notNewer)),
      );
    },
    archiveTries: async (id, tries) => {
      await allSettledOrThrow(
        tries.map((each) => table.put({ ...each, ...itemKeys.deliveryTry(id, each.eventId, each.n) }, always)),
      );
    },
    archivedTries: async (id) => z.array(olderTry).parse(await under(id, 'try#')),
    archivedEvents: async (id) => z.array(webhookEventSchema).parse(await under(id, 'event#')),
  };
}
