import * as z from 'zod/mini';
import { reactivateKeyBody, retireKeyBody } from './request/oldKeyBody.ts';
import { ofAccount, ofOnboarding, type RouteContract } from './routeContract.ts';
import type { RouteName } from './routes.ts';
import { onboardingSchema } from './views/onboardingView.ts';

type OldKeysRoute = Extract<RouteName, 'retireKey' | 'reactivateKey'>;

/** What the routes do that change a key that a rotation has replaced. */
export const oldKeysContract: Readonly<Record<OldKeysRoute, RouteContract>> = {
  retireKey: {
    title: 'Retire an old key',
    does: 'ends the grace time of a key that a rotation has replaced: deactivates the key, if the new one is in use and the old one has been quiet for long enough. With `force`, although the old key may be in use',
    body: z.optional(retireKeyBody),
    tenant: 'onboarding',
    answer: onboardingSchema,
    answers: [200, 202],
    problems: [...ofOnboarding, ...ofAccount, 'unknown-key', 'wrong-state', 'old-key-in-use'],
  },
  reactivateKey: {
    title: 'Reactivate an old key',
    does: 'activates a key that was deactivated after its grace time, and gives it a new grace time',
    body: z.optional(reactivateKeyBody),
    tenant: 'onboarding',
    answer: onboardingSchema,
    answers: [200, 202],
    problems: [...ofOnboarding, ...ofAccount, 'unknown-key', 'wrong-state'],
  },
};
