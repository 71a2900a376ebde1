import * as z from 'zod/mini';
import { reactivateKeyBody, retireKeyBody } from './request/oldKeyBody.ts';
import { rotationBody } from './request/rotationBody.ts';
import { ofAccount, ofOnboarding, type RouteContract } from './routeContract.ts';
import type { RouteName } from './routes.ts';
import { onboardingSchema } from './views/onboardingView.ts';

type RotationRoute = Extract<RouteName, 'rotateCredentials' | 'retireKey' | 'reactivateKey'>;

/** What the routes do that replace a key, and that change the replaced key. */
export const rotationContract: Readonly<Record<RotationRoute, RouteContract>> = {
  rotateCredentials: {
    title: 'Rotate a key',
    does: "creates a new key in the place of the one that `replaces` names, and returns it once. The replaced key works on for `graceSeconds` (default: 86,400, a day; at most 90 days). If an operator's token sends it, the new key is sealed for the back end, and the answer does not have it",
    body: rotationBody,
    tenant: 'onboarding',
    isIdempotent: true,
    answer: onboardingSchema,
    answers: [200, 202],
    problems: [
      ...ofOnboarding,
      ...ofAccount,
      'key-reused',
      'credentials-issued',
      'already-rotated',
      'foreign-key',
      'key-retiring',
      'key-in-use',
      'key-unused',
      'wrong-state',
      'stopped',
      'operator-may-not',
    ],
  },
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
