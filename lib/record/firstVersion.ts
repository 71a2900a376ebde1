import type { NewLease } from './lease.ts';
import type { InStatus } from './onboarding.ts';

/** What is in the first version of a record, besides its lease. */
type FirstFields = Pick<
  InStatus<'provisioning'>,
  | 'id'
  | 'tenantId'
  | 'accountId'
  | 'blueprint'
  | 'blueprintDigest'
  | 'parameters'
  | 'tags'
  | 'userNames'
  | 'steps'
  | 'resources'
  | 'roleArn'
  | 'caller'
  | 'foreignKeyIds'
  | 'namesFreedAt'
  | 'webhook'
  | 'links'
  | 'firstAnswer'
>;

/** Returns the first version of a record, in `provisioning`, with nothing created. */
export function firstVersion(
  fields: FirstFields,
  { lease, attempts, leaseDueAt }: NewLease,
  now: number,
): InStatus<'provisioning'> {
  return {
    ...fields,
    schema: 2,
    version: 1,
    writer: lease.owner,
    createdAt: now,
    updatedAt: now,
    askedAt: now,
    mayHaveMade: false,
    userItems: [],
    metadataVersion: 0,
    audit: [],
    events: [],
    status: 'provisioning',
    lease,
    attempts,
    dueTimes: { lease: leaseDueAt },
  };
}
