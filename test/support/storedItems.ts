import type { Access } from '../../lib/access/ports.ts';
import type { IdempotencyKey, Slot, SlotHolder } from '../../lib/requests/ports.ts';
import { provisioning } from './records.ts';

// What tests of the state store write.
export const first = provisioning({ writer: 'first' });
export const next = { ...first, version: first.version + 1, writer: 'next' };
export const noted = { ...first, metadataVersion: 1, metadataWriter: 'noted' };
export const access: Access = {
  tenantId: 'acme',
  accountId: '111122223333',
  externalId: 'external-id',
  boundaries: {},
  proven: {},
  assumedRoles: [],
  version: 1,
};
const now = Date.now();
export const key: IdempotencyKey = {
  caller: 'back-end',
  key: 'one',
  requestHash: 'hash',
  onboardingId: 'ob_1',
  heldUntil: now,
  expiresAt: now + 60_000,
};
export const retaken = { ...key, heldUntil: now + 5000 };
export const slot: Slot = { tenantId: 'acme', accountId: '111122223333', blueprint: 'tutum', userNames: ['tutum'] };
export const holder: SlotHolder = { onboardingId: 'ob_1', version: 0, heldUntil: now };
export const other: SlotHolder = { onboardingId: 'ob_2', version: 0, heldUntil: now };
