import * as z from 'zod';
import type { Onboarding } from '../../lib/record/onboarding.ts';
import { eventsOf } from '../model/invariants.ts';
import type { Answer } from '../model/invocations.ts';
import type { World } from '../model/world.ts';
import type { Request } from './request.ts';
import { sha256 } from '../support/sha256.ts';

const learned = z.looseObject({
  id: z.string().optional(),
  cursor: z.string().nullish(),
  externalId: z.string().optional(),
  launchUrl: z.string().optional(),
  access: z.looseObject({ externalId: z.string(), launchUrl: z.string() }).optional(),
  token: z.string().optional(),
  // The link of a review has no token.
  link: z.looseObject({ token: z.string().optional() }).optional(),
  onboarding: z.string().optional(),
});

/** The account in which stacks are launched, and two in which none ever is. */
export const accountIds = ['123456789012', '210987654321', '111122223333'] as const;
export const tenantIds = ['tenant', 'acme', 'globex', 'initech'] as const;

/** A request that makes sense in the current state only. */
interface Wish {
  readonly operationId: string;
  readonly path: Readonly<Record<string, string>>;
}

/** How many requests can be sent again. */
const mostRepeatable = 30;

/**
 * What the callers know: the onboardings, and what earlier answers contained. A request with nothing of it would be
 * answered with 404 only.
 */
export function openKnown(world: World) {
  const links: { readonly id: string; readonly token: string; readonly sha256: string }[] = [];
  const cursors: { readonly cursor: string; readonly search: string }[] = [];
  const externalIds: { readonly tenantId: string; readonly accountId: string; readonly externalId: string }[] = [];
  const launches: { readonly accountId: string; readonly launchUrl: string }[] = [];
  const repeatable: Request[] = [];
  const scopes = new Set<string>();
  const wishes: Wish[] = [];

  const learnAccess = (accountId: string, tenantId: string, { externalId, launchUrl }: z.output<typeof learned>) => {
    if (externalId !== undefined) externalIds.push({ tenantId, accountId, externalId });
    if (launchUrl !== undefined && accountId === accountIds[0]) launches.push({ accountId, launchUrl });
  };

  return {
    links,
    cursors,
    externalIds,
    launches,
    repeatable,
    scopes,
    /** Requests that have to come next. */
    wishes,
    onboardings: world.records,
    now: world.time.now,
    webhookIds: (onboarding: Onboarding): readonly string[] => eventsOf(world, onboarding).map(({ id }) => id),
    /** Takes what is new in an answer to a request. Link tokens are secrets, and must not be found anywhere else. */
    learn: (request: Request, { status, text }: Answer): void => {
      const { operation, path, search } = request;
      if (repeatable.length < mostRepeatable || status < 300) repeatable.push(request);
      if (repeatable.length > mostRepeatable) repeatable.shift();
      if (status >= 300 || !text.startsWith('{')) return;
      const answer = learned.parse(JSON.parse(text));
      const { tenantId = '', accountId = '', id = answer.id ?? '', scope = '' } = path;
      const token = ['createLink', 'shareLink'].includes(operation?.name ?? '') ? answer.token : answer.link?.token;
      if (token !== undefined && !links.some((each) => each.token === token)) {
        links.push({ id, token, sha256: sha256(token) });
        world.issued.push(token);
      }
      if (typeof answer.cursor === 'string') cursors.push({ cursor: answer.cursor, search });
      if (answer.access !== undefined) {
        const record = world.watched.records.get(answer.id ?? '');
        if (record !== undefined) learnAccess(record.accountId, record.tenantId, { ...answer.access });
      } else if (tenantId !== '') learnAccess(accountId, tenantId, answer);
      if (operation?.id === 'stopRequests') {
        scopes.add(scope);
        // Otherwise most of the requests after it would be refused.
        if (scope === 'all') wishes.push({ operationId: 'allowRequests', path: { scope } });
      }
    },
  };
}

export type Known = ReturnType<typeof openKnown>;
