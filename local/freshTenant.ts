import { randomBytes, randomInt } from 'node:crypto';
import { createLatchkeyClient, isProblem, type LatchkeyClient, type Link } from '../client/index.ts';
import { shownName, type ShownBlueprint } from './shownBlueprint.ts';

/** A tenant that has not launched its stack yet, and the page for its administrator. */
export interface FreshTenant {
  readonly onboardingId: string;
  readonly tenantId: string;
  readonly accountId: string;
  /** The URL of the page, with the link token. */
  readonly url: string;
}

/** With this link, the page shows who asks and why, and in the end the keys. It is valid for an hour. */
const wanted = {
  delivers: 'tenant',
  askedBy: 'Sam of Example Vendor',
  message: 'We need this access to create your nodes. You can revoke it at any time.',
} as const;

const prefix = 'fresh-';

/**
 * Creates an onboarding of a new tenant with an account of its own, and a link. Throws what the client throws.
 *
 * @param shown the blueprint and its parameters. Undefined: one of the blueprints that the API lists
 */
export async function createFreshTenant(
  apiUrl: string,
  apiToken: string,
  shown?: ShownBlueprint,
): Promise<FreshTenant> {
  const client = clientOf(apiUrl, apiToken);
  const tenantId = `${prefix}${randomBytes(4).toString('hex')}`;
  const accountId = String(randomInt(100_000_000_000, 200_000_000_000));
  const asked = shown ?? { blueprint: shownName((await client.blueprints()).blueprints.map(({ name }) => name)) };
  const request = { tenantId, accountId, ...asked, link: wanted };
  const { id, onboarding } = await client.create(request);
  if (onboarding.link === undefined) throw new Error(`The answer to the create of ${id} has no link.`);
  return tenantWith(apiUrl, onboarding, onboarding.link);
}

/**
 * Returns a fresh tenant with a new link. If the tenant of an earlier start still waits for its stack, returns that
 * one, so that not every start adds a tenant. Throws what the client throws.
 */
export async function freshTenant(apiUrl: string, apiToken: string, shown: ShownBlueprint): Promise<FreshTenant> {
  const client = clientOf(apiUrl, apiToken);
  const { onboardings } = await client.list({ status: 'awaiting_access' });
  const waiting = onboardings.find(({ tenantId }) => tenantId.startsWith(prefix));
  const link = waiting === undefined ? undefined : await linkOf(client, waiting.id);
  return waiting === undefined || link === undefined
    ? createFreshTenant(apiUrl, apiToken, shown)
    : tenantWith(apiUrl, waiting, link);
}

/**
 * Creates a link. If there are too many links, revokes those of earlier starts. Undefined: the status allows no link.
 */
async function linkOf(client: LatchkeyClient, id: string): Promise<Link | undefined> {
  const create = () =>
    client.createLink(id, wanted).catch((error: unknown) => {
      if (isProblem(error, 'wrong-state')) return undefined;
      throw error;
    });
  const link = await create();
  if (link !== undefined) return link;
  await client.revokeLink(id);
  return create();
}

const clientOf = (baseUrl: string, token: string) => createLatchkeyClient({ baseUrl, token });

function tenantWith(
  apiUrl: string,
  { id, tenantId, accountId }: { readonly id: string; readonly tenantId: string; readonly accountId: string },
  link: Link,
): FreshTenant {
  return { onboardingId: id, tenantId, accountId, url: new URL(link.url, apiUrl).href };
}
