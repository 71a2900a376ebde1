import { createLatchkeyClient, type LatchkeyClient } from '../../client/index.ts';
import { queryOf, type View } from './address.ts';
import { shownTime } from './format.ts';
import { messages } from './messages.ts';
import type { AdminState, KeyQuestion } from './state.ts';

/** How many onboardings a page of the list has. */
const pageSize = 50;

/** Asks the deployment, without a token, what the page can do. Throws if it does not answer. */
export async function checkDeployment(origin: string): Promise<Pick<AdminState, 'phase' | 'operatorsRotate'>> {
  const { auth, operatorsRotate } = await createLatchkeyClient({ baseUrl: origin }).health();
  return { phase: auth === 'sigv4' ? 'off' : 'signed-out', operatorsRotate };
}

/** Returns a client with the token, which it keeps in memory. Sends nothing. */
export function openClient(origin: string, token: string): LatchkeyClient {
  return createLatchkeyClient({ baseUrl: origin, token });
}

/** Reads what a view shows. Throws the errors of the client. */
export async function load(
  client: LatchkeyClient,
  view: View,
  cursors: readonly (string | undefined)[] = [undefined],
): Promise<Partial<AdminState>> {
  switch (view.name) {
    case 'list': {
      const cursor = cursors.at(-1);
      const query = { ...queryOf(view.filters, Date.now()), limit: pageSize, ...(cursor !== undefined && { cursor }) };
      const [page, counts] = await Promise.all([client.list(query), client.statusCounts()]);
      return { listed: { page, cursors }, counts };
    }
    case 'onboarding': {
      const { id } = view;
      const [onboarding, trail, deliveries, health, stops] = await Promise.all([
        client.get(id),
        client.events(id),
        client.deliveries(id),
        client.onboardingHealth(id, { live: 'false' }),
        client.stops(),
      ]);
      return { opened: { onboarding, trail, deliveries, health }, stops };
    }
    case 'steps':
      return { times: await client.stepTimes() };
    case 'stops':
      return { stops: await client.stops() };
  }
}

/** Something that a person does. */
export type Action =
  | { readonly name: 'provision'; readonly id: string }
  | { readonly name: 'redeliver'; readonly id: string; readonly webhookId: string }
  | { readonly name: 'stop'; readonly scope: string; readonly reason: string }
  | { readonly name: 'allow'; readonly scope: string }
  | { readonly name: 'look'; readonly id: string; readonly probesTrust: boolean }
  | (KeyQuestion & { readonly id: string; readonly userName: string })
  | { readonly name: 'offboard'; readonly id: string; readonly acceptLeftovers: boolean };

/** Does it, and returns what to tell the person. Throws the errors of the client. */
export async function runAction(client: LatchkeyClient, action: Action): Promise<string> {
  switch (action.name) {
    case 'provision': {
      const { onboarding } = await client.provision(action.id);
      return messages.retry.done(messages.statuses[onboarding.status]);
    }
    case 'redeliver':
      await client.redeliver(action.id, action.webhookId);
      return messages.deliveries.sent;
    case 'stop':
      await client.stop(action.scope, { reason: action.reason });
      return messages.stops.stopped(action.scope);
    case 'allow':
      await client.allow(action.scope);
      return messages.stops.allowed(action.scope);
    case 'look': {
      const question = action.probesTrust ? ({ live: 'true', trust: 'probe' } as const) : ({ live: 'true' } as const);
      const { result } = await client.onboardingHealth(action.id, question);
      return messages.health.looked(messages.health.results[result ?? 'none']);
    }
    case 'reactivate': {
      const { accessKeyId } = action;
      const { onboarding } = await client.reactivateKey(action.id, accessKeyId);
      const key = onboarding.accessKeys?.find((each) => each.accessKeyId === accessKeyId);
      return key?.state === 'retiring' && key.endsAt !== undefined
        ? messages.reactivate.done(accessKeyId, shownTime(key.endsAt))
        : messages.reactivate.later(accessKeyId);
    }
    case 'rotate': {
      const { accessKeyId: replaces, userName } = action;
      const answer = await client.rotate(action.id, { replaces, userName }, { recipientKey: false });
      const { sealedUntil } = answer.onboarding;
      // After a 202, what is sealed are the keys of an earlier request.
      return answer.isInProgress || sealedUntil === undefined
        ? messages.rotate.later(replaces)
        : messages.rotate.done(replaces, shownTime(sealedUntil));
    }
    case 'offboard': {
      const { onboarding } = await client.offboard(action.id, { acceptLeftovers: action.acceptLeftovers });
      return messages.offboard.done(messages.statuses[onboarding.status]);
    }
  }
}
