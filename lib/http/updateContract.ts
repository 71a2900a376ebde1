import * as z from 'zod/mini';
import { updateBody } from './request/updateBody.ts';
import { ofAccount, ofOnboarding, type RouteContract } from './routeContract.ts';
import type { RouteName } from './routes.ts';
import { onboardingSchema } from './views/onboardingView.ts';
import { updatePreviewSchema } from './views/updateView.ts';

type UpdateRoute = Extract<RouteName, 'updateOnboarding' | 'previewUpdate'>;

/** What the routes do that bring an onboarding to another plan. */
export const updateContract: Readonly<Record<UpdateRoute, RouteContract>> = {
  updateOnboarding: {
    title: 'Update an onboarding',
    does: 'brings a `ready` or `claimed` onboarding to the deployed version of its blueprint, and to the `parameters` that the body changes; 202 if a worker continues. Its users and keys stay. New policies are attached before old ones are removed',
    body: z.optional(updateBody),
    tenant: 'onboarding',
    canRespondAsync: true,
    answer: onboardingSchema,
    answers: [200, 202],
    problems: [
      ...ofOnboarding,
      ...ofAccount,
      'wrong-state',
      'not-updatable',
      'check-pending',
      'too-many-onboardings',
      'stopped',
    ],
  },
  previewUpdate: {
    title: 'Preview an update',
    does: 'returns what an update with this body would change: what each user may do before and after it in words, the policies, the steps, and whether the tenant has to update the stack first. Changes nothing, and makes no call to the account',
    body: z.optional(updateBody),
    tenant: 'onboarding',
    answer: updatePreviewSchema,
    answers: [200],
    problems: [...ofOnboarding, 'in-progress', 'wrong-state', 'not-updatable'],
  },
};
