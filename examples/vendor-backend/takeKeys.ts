import { isProblem, type LatchkeyClient, type Onboarding } from '../../client/index.ts';
import type { Secrets } from './secrets.ts';

/** What the back end needs to take over keys. */
export interface TakeKeysDeps {
  readonly latchkey: LatchkeyClient;
  readonly secrets: Secrets;
  /** Where Latchkey sends the events of an onboarding that replaces another one. */
  readonly webhookUrl: string;
  /** Epoch ms. */
  readonly now: () => number;
}

/** `later`: send the event again, to continue. After the others, the event needs nothing more. */
export type Outcome = 'stored' | 'replaced' | 'nothing to claim' | 'later';

/**
 * How long another process may need from the answer with the keys until they are stored, with the difference between two
 * clocks. In milliseconds.
 */
const storingMs = 5 * 60_000;

/**
 * Claims the keys of an onboarding and stores them. May be called again, and by two processes at once: the keys are
 * created once, because each claim of an onboarding has the same Idempotency-Key.
 *
 * If the answer with the keys was lost, this process gets them again, because the client keeps the key for which they are
 * sealed. If the process stopped before they were stored, nobody can open them. Then the onboarding is replaced by a new one, whose event `onboarding.ready` comes here again.
 */
export async function takeKeys(deps: TakeKeysDeps, id: string): Promise<Outcome> {
  const { latchkey, secrets } = deps;
  try {
    const state = await secrets.state(id);
    if (state === 'stored') return 'stored';
    if (state === 'absent') {
      // An old event: somebody else has claimed, or the tenant has left.
      const { status } = await latchkey.get(id);
      if (status !== 'ready' && status !== 'claiming') return 'nothing to claim';
      // Before the claim: if the keys cannot be stored, they must not be created. From now on, this process or a later
      // one has to complete the work.
      await secrets.prepare(id);
    }
    const claimed = await latchkey.claim(id, { idempotencyKey: `claim-${id}` });
    if (claimed.hasKeys) {
      await secrets.store(id, claimed.credentials);
      return 'stored';
    }
    return claimed.isInProgress ? 'later' : await withoutKeys(deps, claimed.onboarding);
  } catch (error) {
    // The tenant has left, or somebody else has claimed. An Idempotency-Key is valid for a day: after that, this may also
    // be a claim of this back end whose answer was lost.
    const isOver = ['wrong-state', 'credentials-issued', 'not-found'].some((type) => isProblem(error, type));
    if (isOver) return 'nothing to claim';
    throw error;
  }
}

/** Continues with an onboarding whose keys went to an earlier claim of this back end. */
async function withoutKeys(deps: TakeKeysDeps, onboarding: Onboarding): Promise<Outcome> {
  const { latchkey, secrets, webhookUrl, now } = deps;
  const { id, status, updatedAt, tenantId, accountId, blueprint, parameters, tags = [] } = onboarding;
  const state = await secrets.state(id);
  if (state === 'stored') return 'stored';
  if (status === 'claimed') {
    // Another process may be storing them at this moment.
    if (now() - Date.parse(updatedAt) < storingMs) return 'later';
    await secrets.giveUp(id);
    if ((await latchkey.offboard(id)).isInProgress) return 'later';
  } else if (status !== 'offboarded') return 'later';
  // Somebody else has offboarded it, because the tenant has left: no access is created again.
  else if (state !== 'given up') return 'nothing to claim';
  // A repetition creates nothing, because it has the same Idempotency-Key.
  const request = { tenantId, accountId, blueprint, parameters, tags, webhook: { url: webhookUrl } };
  await latchkey.create(request, { async: true, idempotencyKey: `replace-${id}` });
  return 'replaced';
}
