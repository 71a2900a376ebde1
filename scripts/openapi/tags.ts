import type { Route } from '../../lib/http/routes.ts';
import { webhookWords } from './webhookWords.ts';

/** The groups of operations, by the first part of their paths after `/v1`. */
const tags: Readonly<Record<string, { readonly name: string; readonly description: string }>> = {
  onboardings: { name: 'Onboardings', description: 'Set up a blueprint in the account of a tenant, and end it.' },
  link: {
    name: 'Links',
    description: 'The calls of a tenant’s page, which has a link token. They work in every deployment.',
  },
  tenants: { name: 'Tenants', description: 'The access to the accounts of a tenant, and its erasure.' },
  profiles: { name: 'Profiles', description: 'Files of the AWS CLI.' },
  stops: { name: 'Stops', description: 'Stop requests, and allow them again.' },
  statistics: { name: 'Statistics', description: 'How many onboardings there are, and how long their steps take.' },
  blueprints: { name: 'Blueprints', description: 'The catalogue, and what an onboarding would create.' },
  webhooks: { name: 'Webhooks', description: webhookWords },
  'webhook-keys': { name: 'Webhooks', description: webhookWords },
  health: { name: 'Service', description: 'The service itself.' },
  'openapi.json': { name: 'Service', description: 'The service itself.' },
};

/** Returns the name of the group of a route. Throws if its path has none. */
export function tagOf({ path }: Pick<Route, 'path'>): string {
  const tag = tags[path.split('/')[2] ?? ''];
  if (tag === undefined) throw new Error(`scripts/openapi/tags.ts has no group for ${path}`);
  return tag.name;
}

/** Returns every group once. */
export const allTags = (): readonly object[] => [
  ...new Map(Object.values(tags).map((tag) => [tag.name, tag])).values(),
];
