export { createLatchkeyClient, type LatchkeyClient } from './createLatchkeyClient.ts';
export { createLinkClient, type LinkClient } from './createLinkClient.ts';
export type * from './generated/types.gen.js';
export type {
  ReceiveTestEventWebhookPayload as WebhookTestWebhookPayload,
  ReceiveTestEventWebhookRequest as WebhookTestWebhookRequest,
} from './generated/types.gen.js';
export { newIdempotencyKey } from './idempotencyKey.ts';
export type { AnswerInfo, KeyFileAnswer, KeyFormat, KeysAnswer, NoKeys, OnboardingAnswer } from './keys.ts';
export type { CreateOptions, KeyFileOptions, KeyOptions } from './keyCalls.ts';
export { LatchkeyArgumentError } from './latchkeyArgumentError.ts';
export { LatchkeyConnectionError, type ConnectionFailure } from './latchkeyConnectionError.ts';
export { isProblem, LatchkeyProblem, type FieldError } from './latchkeyProblem.ts';
export { LatchkeyWaitError, whatIsMissing, type WaitFailure } from './latchkeyWaitError.ts';
export type { HealthQuery, OffboardOptions } from './onboardingCalls.ts';
export type { WorkOptions } from './workOptions.ts';
export type { ListQuery } from './pages.ts';
export { createRecipientKey, type OpenedJwe, type RecipientJwk, type RecipientKey } from './recipientKey.ts';
export type { CallOptions, ClientSettings, Clock } from './settings.ts';
export type { StepTimesQuery } from './serviceCalls.ts';
export { canReach, hasStopped } from './statuses.ts';
export type { EraseOptions } from './tenantCalls.ts';
export type { Credential, KnownProblemType, ProblemType, Resource, Status, Step } from './types.ts';
export type { WaitOptions, WaitTarget, Wanted } from './waitFor.ts';
export { isWebhookEvent, type WebhookEvent } from './webhookEvents.ts';
