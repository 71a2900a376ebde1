import { recipientOfRotation } from '../../../lib/http/operatorsRotation.ts';
import { readSealing } from '../../../lib/http/recipient.ts';
import type { Caller } from '../../../lib/http/request/caller.ts';
import { recipientKeyBody, type RecipientKeyBody } from '../../../lib/http/request/recipientKeyBody.ts';
import { sealedKeysFor, withSealedKeys } from '../../../lib/record/sealedKeys.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { settings } from '../../support/launchedStack.ts';
import { newRecipient } from '../../support/recipientKeys.ts';
import { claimed } from '../../support/records.ts';

const { clock } = fakeClock();
const replaces = 'AKIAOLD0000000000000';
const [key, laterKey] = [newRecipient(), newRecipient()].map(({ jwk }) => recipientKeyBody.parse(jwk));
const issued = {
  userArn: 'arn:aws:iam::111122223333:user/tutum',
  secretAccessKey: 's'.repeat(40),
  verification: 'verified',
} as const;
const operator: Caller = { kind: 'operator', name: 'on-call' };
const backEnd: Caller = { kind: 'vendor', name: 'backend' };
const otherBackEnd: Caller = { kind: 'vendor', name: 'other' };

/** Returns what a rotation is sealed with, in a deployment that has this recipient key. */
async function sealingOf(caller: Caller, asked: RecipientKeyBody | undefined, deployments?: RecipientKeyBody) {
  const setting = { ...settings, recipientKey: deployments && JSON.stringify(deployments) };
  const body = { replaces, ...(asked !== undefined && { recipientKey: asked }) };
  const recipientKey = recipientOfRotation({ caller, form: 'json' }, body, setting);
  const writing = { form: 'json' as const, profile: '' };
  const sealing = await readSealing({ clock, settings: setting }, { recipientKey, writing, caller, replaces });
  if (sealing === undefined) throw new Error('nothing is sealed');
  return sealing;
}

/** Returns the record after a rotation that was sealed so. */
async function recordWith(sealing: Awaited<ReturnType<typeof sealingOf>>) {
  const record = claimed();
  const keys = record.keys.map(({ userName, id }) => ({ ...issued, userName, accessKeyId: id }));
  return withSealedKeys(record, await sealing.seal(record.id, keys));
}

test.each([
  { name: 'what a back end got before the setting was its key', made: [backEnd, key], setting: undefined },
  { name: 'what a back end got while the setting was its key', made: [backEnd, key], setting: key },
  { name: 'what an operator has rotated', made: [operator, undefined], setting: key },
] as const)('$name is returned to it whatever the setting is now', async ({ made: [caller, asked], setting }) => {
  const record = await recordWith(await sealingOf(caller, asked, setting));
  for (const now of [undefined, key, laterKey]) {
    expect(sealedKeysFor(record, await sealingOf(backEnd, key, now), clock.now())).toBeDefined();
    expect(sealedKeysFor(record, await sealingOf(backEnd, laterKey, now), clock.now())).toBeUndefined();
  }
});

test('every back end gets what an operator has rotated, and none gets what another back end has rotated', async () => {
  const [ofOperator, ofBackEnd] = [
    await recordWith(await sealingOf(operator, undefined, key)),
    await recordWith(await sealingOf(backEnd, key, key)),
  ];
  const asOther = await sealingOf(otherBackEnd, key, key);
  expect(sealedKeysFor(ofOperator, asOther, clock.now())).toBeDefined();
  expect(sealedKeysFor(ofBackEnd, asOther, clock.now())).toBeUndefined();
});
