import * as z from 'zod/mini';
import type { ProblemSlug } from '../core/errors.ts';
import {
  auditTrailSchema,
  blueprintListSchema,
  eventDeliveriesSchema,
  eventDeliverySchema,
  healthSchema,
  onboardingListSchema,
  openApiSchema,
} from './answerSchemas.ts';
import { linkBody, shareBody } from './request/linkBody.ts';
import { profilesBody } from './request/profilesBody.ts';
import { accessBody, claimBody, createBody, externalIdBody, previewBody, testWebhookBody } from './request/schema.ts';
import { rotationContract } from './rotationContract.ts';
import { operatorsContract } from './operatorsContract.ts';
import { ofAccount, ofEveryRequest, ofOnboarding, ofState, type RouteContract } from './routeContract.ts';
import { routes, type RouteName } from './routes.ts';
import { accessStateSchema } from './views/accessView.ts';
import { blueprintSchema, previewSchema } from './views/blueprintView.ts';
import { linkSchema } from './views/linkView.ts';
import { onboardingHealthSchema } from './views/onboardingHealthView.ts';
import { accessSchema, onboardingSchema } from './views/onboardingView.ts';
import { profilesSchema } from './views/profilesView.ts';
import { reviewSchema } from './views/reviewView.ts';
import { updateContract } from './updateContract.ts';
import { webhookKeysSchema, webhookTestSchema } from './views/webhookView.ts';

/** What each route does, takes and answers. For the documentation and the tests: functions do not import it. */
export const contract: Readonly<Record<RouteName, RouteContract>> = {
  ...operatorsContract,
  ...rotationContract,
  ...updateContract,
  createOnboarding: {
    title: 'Create an onboarding',
    does: 'sets up one blueprint for one tenant: 201 with the keys, or 201 with the status `awaiting_access` and the launch link. With `Prefer: respond-async`, or if the time is used up: 202, and the keys are claimed later',
    body: createBody,
    tenant: 'body',
    isIdempotent: true,
    canRespondAsync: true,
    answer: onboardingSchema,
    answers: [201, 202],
    problems: [
      ...ofState,
      ...ofAccount,
      'key-reused',
      'credentials-issued',
      'too-many-onboardings',
      'stopped',
      'link-may-not',
    ],
  },
  listOnboardings: {
    title: 'List onboardings',
    does: 'lists the onboardings, newest first, without secrets; with `rotateBefore` those with a key that should be replaced before this time, the most urgent first. Query parameters: `tenantId`, `accountId`, `status`, `rotateBefore` (a date, or a date with time), `outdated=true` (those whose blueprint was deployed in another version since), `limit` (1 to 1,000; default 50) and `cursor` (for the next page, unless it is null)',
    tenant: 'list',
    answer: onboardingListSchema,
    answers: [200],
    problems: ofState,
  },
  getOnboarding: {
    title: 'Get an onboarding',
    does: 'returns the status, the steps, the created resources, and what the onboarding waits for: `access` and `problem` in `awaiting_access`, `waiting` otherwise. Contains no secrets',
    tenant: 'onboarding',
    answer: onboardingSchema,
    answers: [200],
    problems: ofOnboarding,
  },
  reviewOnboarding: {
    title: 'Review an onboarding',
    does: 'returns what the tenant’s administrator has to know before launching the stack: who asks and why, the preview of this onboarding, the template with its SHA-256, the stack with its links and commands, how to revoke the access, and what CloudTrail shows. Contains no secrets',
    tenant: 'onboarding',
    answer: reviewSchema,
    answers: [200],
    problems: ofOnboarding,
  },
  provisionOnboarding: {
    title: 'Provision an onboarding',
    does: 'continues an onboarding up to `ready`: after the stack was launched, or to try again after a failure',
    tenant: 'onboarding',
    canRespondAsync: true,
    answer: onboardingSchema,
    answers: [200, 202],
    problems: [...ofOnboarding, ...ofAccount, 'link-may-not', 'wrong-state', 'too-many-onboardings', 'stopped'],
  },
  claimCredentials: {
    title: 'Claim the keys',
    does: 'creates the keys of a `ready` onboarding and returns them once; with a `recipientKey`, they are [sealed](docs/api.md#sealed-keys)',
    body: z.optional(claimBody),
    tenant: 'onboarding',
    isIdempotent: true,
    answer: onboardingSchema,
    answers: [200, 202],
    problems: [
      ...ofOnboarding,
      ...ofAccount,
      'link-may-not',
      'key-reused',
      'credentials-issued',
      'not-ready',
      'wrong-state',
      'stopped',
    ],
  },
  offboard: {
    title: 'Offboard',
    does: 'deactivates the keys, removes everything that the onboarding created and nothing else, and returns the receipt; 202 if a worker continues',
    tenant: 'onboarding',
    canRespondAsync: true,
    answer: onboardingSchema,
    answers: [200, 202],
    problems: [...ofOnboarding, ...ofAccount, 'wrong-state'],
  },
  onboardingEvents: {
    title: 'List the audit trail of an onboarding',
    does: 'returns the audit trail, oldest entry first: each transition, and each request that changed the onboarding, with its caller',
    tenant: 'onboarding',
    answer: auditTrailSchema,
    answers: [200],
    problems: ofOnboarding,
  },
  onboardingHealth: {
    title: 'Compare the account with the plan',
    does: 'looks at the account of a `ready` or `claimed` onboarding and returns, item by item, what is there against what was planned, and the status, age and last use of each key. Query parameters: `live=false` (the result of the last look, without a call to the account) and `trust=probe` (also try to assume the role without the correct external ID, which otherwise happens once a week; not together with `live=false`). Changes nothing in the account. Contains no secrets',
    tenant: 'onboarding',
    answer: onboardingHealthSchema,
    answers: [200],
    problems: [...ofOnboarding, 'in-progress', 'wrong-state', 'vendor-side-error'],
  },
  handoverMessage: {
    title: 'Write a message about an onboarding',
    does: 'returns a message for a person as a file that mail programs open as a draft (`message/rfc822`): what was created, and how to claim the keys by a link. Called with the token of a link, the message has this link; otherwise, it has a place for it. In English or German, as `Accept-Language` says. Contains no secret access key',
    tenant: 'onboarding',
    answers: [200],
    problems: ofOnboarding,
  },
  createLink: {
    title: 'Create a link token',
    does: 'creates a link token for the onboarding page, which allows to read and provision this onboarding for at most seven days. If it delivers the keys to the `tenant`, it also allows to claim them, and is valid for at most an hour. An onboarding has at most 5, besides those that were shared. A create also returns one, unless it returns the keys',
    body: z.optional(linkBody),
    tenant: 'onboarding',
    answer: linkSchema,
    answers: [201],
    problems: [...ofOnboarding, 'link-may-not', 'wrong-state', 'stopped'],
  },
  shareLink: {
    title: 'Share a link',
    does: 'returns the one link that the holder of a link that may `launch` sends to a colleague. It allows to read and provision the onboarding, never to claim, ends with the link that it comes from, and cannot be shared again. 201 if it is new; a repeated call returns the same link',
    body: z.optional(shareBody),
    tenant: 'onboarding',
    answer: linkSchema,
    answers: [200, 201],
    problems: [...ofOnboarding, 'link-may-not', 'wrong-state', 'stopped'],
  },
  revokeLink: {
    title: 'Revoke all link tokens',
    does: 'invalidates all link tokens of the onboarding',
    tenant: 'onboarding',
    answers: [204],
    problems: ofOnboarding,
  },
  endLink: {
    title: 'Revoke a link token',
    does: 'invalidates one link token, and the one that was shared with it. The onboarding lists the links for the back end’s token',
    tenant: 'onboarding',
    answers: [204],
    problems: ofOnboarding,
  },
  listDeliveries: {
    title: 'List webhook deliveries',
    does: 'lists the webhook events, each with its delivery tries',
    tenant: 'onboarding',
    answer: eventDeliveriesSchema,
    answers: [200],
    problems: ofOnboarding,
  },
  redeliver: {
    title: 'Send a webhook event again',
    does: 'sends a webhook event again',
    tenant: 'onboarding',
    answer: eventDeliverySchema,
    answers: [202],
    problems: [...ofOnboarding, 'unknown-delivery'],
  },
  tenantAccess: {
    title: 'Ask for access to an account',
    does: 'returns the external ID, the role and the launch link, before any onboarding; creates nothing in the account',
    body: accessBody,
    tenant: 'path',
    answer: accessSchema,
    answers: [200],
    problems: [...ofState, 'not-found', 'in-progress'],
  },
  retireAccess: {
    title: 'Retire the access to an account',
    does: 'retires the external ID permanently, if no onboarding of the tenant needs it any more',
    tenant: 'path',
    answers: [204],
    problems: [...ofState, 'not-found', 'slot-held', 'in-progress', 'check-pending'],
  },
  awsProfiles: {
    title: 'Write profiles for the AWS CLI',
    does: 'returns sections of `~/.aws/credentials` and `~/.aws/config` for several claimed onboardings, which may be in several accounts, and the part of a `serverless.yml` that selects the profile by the stage. Contains no secrets',
    body: profilesBody,
    tenant: 'onboardings',
    answer: profilesSchema,
    answers: [200],
    problems: [...ofOnboarding, 'wrong-state'],
  },
  getAccess: {
    title: 'Get the access to an account',
    does: 'returns the external ID, its change if one is in progress, and the stacks, each with the launch link and the command that updates it',
    tenant: 'path',
    answer: accessStateSchema,
    answers: [200],
    problems: [...ofState, 'not-found'],
  },
  changeExternalId: {
    title: 'Change an external ID',
    does: 'replaces the external ID `replaces`. Latchkey tries both until the new one has worked for each role that is in use; then the old one ends. Returns the stacks to update',
    body: externalIdBody,
    tenant: 'path',
    answer: accessStateSchema,
    answers: [200],
    problems: [...ofState, 'not-found', 'in-progress', 'wrong-state'],
  },
  eraseTenant: {
    title: 'Erase a tenant',
    does: 'erases everything that is stored about a tenant, if all its onboardings have ended at least a day ago and nothing of them is left or awaited ([erasing a tenant](docs/operating.md#erasing-a-tenant))',
    tenant: 'path',
    answers: [204],
    problems: [...ofState, 'not-found', 'slot-held', 'in-progress', 'wrong-state'],
  },
  listBlueprints: {
    title: 'List the blueprints',
    does: 'lists the catalogue',
    answer: blueprintListSchema,
    answers: [200],
    problems: [],
  },
  getBlueprint: {
    title: 'Get a blueprint',
    does: 'returns what a blueprint creates, the differences from the guide, and the JSON Schema of its parameters',
    answer: blueprintSchema,
    answers: [200],
    problems: ['unknown-blueprint'],
  },
  previewBlueprint: {
    title: 'Preview an onboarding',
    does: 'returns what an onboarding would create in an account of any partition: documents, names, ARNs, permissions in words, risks, permissions boundary, role, template, and differences from the guide. Creates and stores nothing',
    body: previewBody,
    answer: previewSchema,
    answers: [200],
    problems: ['unknown-blueprint'],
  },
  testWebhook: {
    title: 'Test a webhook endpoint',
    does: 'sends a signed `webhook.test` event to a `url` and returns the result',
    body: testWebhookBody,
    answer: webhookTestSchema,
    answers: [200],
    problems: [],
  },
  webhookKeys: {
    title: 'List the keys that verify webhooks',
    does: 'lists the public keys for verifying webhook events',
    answer: webhookKeysSchema,
    answers: [200],
    problems: [],
  },
  openApi: {
    title: 'Get this document',
    does: 'returns the OpenAPI document of the API, with the address of this deployment',
    answer: openApiSchema,
    answers: [200],
    problems: [],
  },
  health: {
    title: 'Check the health',
    does: 'answers 200 if the functions run, and says whether callers have tokens or sign',
    answer: healthSchema,
    answers: [200],
    problems: [],
  },
};

const isRouteName = (name: string): name is RouteName => Object.hasOwn(routes, name);

/** The names of all routes, in the order of the table. */
export const routeNames: readonly RouteName[] = Object.keys(routes).filter(isRouteName);

/** Returns all problems that a route may answer with. */
export function problemsOf(name: RouteName): readonly ProblemSlug[] {
  const ofCaller: readonly ProblemSlug[] = routes[name].callers === 'anybody' ? [] : ['unauthorized'];
  return [...ofEveryRequest, ...ofCaller, ...contract[name].problems];
}
