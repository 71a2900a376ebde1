import { receiptOf } from '../../lib/record/receipt.ts';
import type { Scenario } from '../model/scenario.ts';
import { workFor } from '../model/settle.ts';
import { leaveKeyDeletionsUnanswered } from '../model/changedAccount.ts';
import { useScenario } from '../model/useScenario.ts';

const day = 24 * 3_600_000;

let scenario: Scenario;
useScenario((opened) => {
  scenario = opened;
});

const keyLines = () => receiptOf(scenario.one()).filter(({ type }) => type === 'access-key');
const nextDay = async () => {
  await scenario.pass(day);
  await workFor(scenario.world, 3);
};

/** A claim dies after it has stored the ID of its key, and then its role is refused. */
async function loseTheRole() {
  const id = await scenario.newReady();
  scenario.world.refusals.add('sts:GetCallerIdentity', 'InvalidClientTokenId', 'x'.repeat(6));
  const trouble = { at: 'sts:GetCallerIdentity', kind: 'dies', ms: 0, after: 6 } as const;
  const { process } = scenario.claim(id, { trouble });
  await scenario.time.until(process.frozen);
  await scenario.tenant.refuse();
}

/** A claim fails after it has made its key, and no DeleteAccessKey is answered. */
async function loseAllAnswers() {
  const id = await scenario.newReady();
  leaveKeyDeletionsUnanswered(scenario);
  scenario.world.refusals.add('sts:GetCallerIdentity', 'AccessDenied', 'xxx');
  await scenario.waitFor(scenario.claim(id));
}

test.each([
  ['the role is refused before Latchkey tries to delete it', loseTheRole],
  ['no answer to DeleteAccessKey arrives', loseAllAnswers],
])(
  'the receipt names a key that nobody has received as left if %s, also the day after, and after a caller has accepted what is left',
  async (_, lose) => {
    await lose();
    await workFor(scenario.world, 60);
    const [keyId, ...others] = scenario.keyIds();
    const left = [expect.objectContaining({ accessKeyId: keyId, status: 'left' })];
    expect([scenario.one().status, others, keyLines()]).toEqual(['needs_attention', [], left]);
    await nextDay();
    expect([scenario.one().status, keyLines()]).toEqual(['needs_attention', left]);
    const { answer } = scenario.world.send('DELETE', `/v1/onboardings/${scenario.one().id}?leftovers=accept`);
    await scenario.time.until(answer);
    expect([scenario.one().status, keyLines()]).toEqual(['offboarded', left]);
    expect(keyLines()[0]?.reason).toContain('Nobody has received this key');
  },
);
