import { bootstrapRoleName, ownPath } from '../../lib/core/names.ts';
import { parseOnboarding, type InStatus, type Onboarding, type Status } from '../../lib/record/onboarding.ts';
import { ownerOf } from './tenantNames.ts';

const id = 'ob_01JZ0000000000000000000000';
const owner = ownerOf('tutum');
const path = ownPath(owner, id).slice(1, -1);

/** All fields that a record can have, in any status. */
const whole = {
  schema: 2,
  id,
  version: 1,
  writer: 'owner-1',
  tenantId: 'acme',
  accountId: '111122223333',
  blueprint: 'tutum',
  parameters: { region: null, userName: 'tutum', policyName: 'tutum-policy' },
  userNames: ['tutum'],
  roleArn: `arn:aws:iam::111122223333:role/${bootstrapRoleName(owner)}`,
  caller: 'back-end',
  createdAt: Date.UTC(2026, 0, 1),
  updatedAt: Date.UTC(2026, 0, 2),
  attempts: 1,
  mayHaveMade: false,
  askedAt: 1_780_272_000_000,
  userItems: [],
  dueTimes: {},
  steps: [
    { name: 'assume-role', status: 'done', startedAt: Date.UTC(2026, 0, 1), endedAt: Date.UTC(2026, 0, 1, 0, 0, 1) },
    { name: 'create-user tutum', status: 'pending' },
  ],
  resources: [
    {
      type: 'policy',
      name: 'tutum-policy',
      arn: `arn:aws:iam::111122223333:policy/${path}/tutum-policy`,
      status: 'planned',
    },
    {
      type: 'user',
      name: 'tutum',
      arn: `arn:aws:iam::111122223333:user/${path}/tutum`,
      status: 'made',
      id: 'AIDAUNIQUE',
    },
  ],
  foreignKeyIds: [{ userName: 'tutum', ids: [] }],
  lease: { owner: 'owner-1', by: 'request', attempt: 1, since: 0, expiresAt: Date.UTC(2026, 0, 1, 0, 1) },
  claimedAt: Date.UTC(2026, 0, 2),
  attempt: 1,
  offboardedAt: Date.UTC(2026, 0, 3),
  keys: [{ userName: 'tutum', id: 'AKIAEXAMPLE', state: 'handed_over', handedOverAt: Date.UTC(2026, 0, 2) }],
  rotation: {
    userName: 'tutum',
    replaces: 'AKIAEXAMPLE',
    graceSeconds: 60,
    keyIdsBefore: ['AKIAEXAMPLE'],
    startedAt: Date.UTC(2026, 0, 2),
  },
  update: { phase: 'adding', other: { blueprintDigest: '0123456789abcdef', parameters: {} }, startedAt: 1 },
  problem: { slug: 'aws-error', detail: 'AWS did not answer.' },
};

/** Returns a record in this status, with exactly the fields of the status. */
export function recordIn(status: Status, more: Readonly<Record<string, unknown>> = {}): Onboarding {
  return parseOnboarding({ ...whole, status, ...more });
}

/** A record that a process provisions. */
export function provisioning(more: Readonly<Record<string, unknown>> = {}): InStatus<'provisioning'> {
  const record = recordIn('provisioning', more);
  if (record.status !== 'provisioning') throw new Error(`it is ${record.status}`);
  return record;
}

/** A record whose keys were disclosed. */
export function claimed(more: Readonly<Record<string, unknown>> = {}): InStatus<'claimed'> {
  const record = recordIn('claimed', more);
  if (record.status !== 'claimed') throw new Error(`it is ${record.status}`);
  return record;
}
