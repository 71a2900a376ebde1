import type {
  CredentialsExposedEvent,
  CredentialsUnusedEvent,
  OnboardingAccessLostEvent,
  CredentialsOldKeyDeactivatedEvent,
  CredentialsOldKeyInUseEvent,
  CredentialsOldKeyReactivatedEvent,
  CredentialsOldKeyRemovedEvent,
  CredentialsRotationDueEvent,
  CredentialsRotatedEvent,
  OnboardingClaimedEvent,
  OnboardingDriftedEvent,
  OnboardingExpiredEvent,
  OnboardingFailedEvent,
  OnboardingNeedsAttentionEvent,
  OnboardingOffboardedEvent,
  OnboardingReadyEvent,
  OnboardingUpdatedEvent,
  OnboardingUpdateFailedEvent,
  WebhookTestEvent,
} from './generated/types.gen.js';

/** The body of a webhook request. `type` tells the kinds apart. */
export type WebhookEvent =
  | OnboardingReadyEvent
  | OnboardingClaimedEvent
  | OnboardingFailedEvent
  | OnboardingNeedsAttentionEvent
  | OnboardingExpiredEvent
  | OnboardingOffboardedEvent
  | OnboardingUpdatedEvent
  | OnboardingUpdateFailedEvent
  | OnboardingDriftedEvent
  | OnboardingAccessLostEvent
  | CredentialsExposedEvent
  | CredentialsUnusedEvent
  | CredentialsOldKeyInUseEvent
  | CredentialsOldKeyDeactivatedEvent
  | CredentialsOldKeyReactivatedEvent
  | CredentialsOldKeyRemovedEvent
  | CredentialsRotationDueEvent
  | CredentialsRotatedEvent
  | WebhookTestEvent;

const types: Readonly<Record<WebhookEvent['type'], true>> = {
  'onboarding.ready': true,
  'onboarding.claimed': true,
  'onboarding.failed': true,
  'onboarding.needs_attention': true,
  'onboarding.expired': true,
  'onboarding.offboarded': true,
  'onboarding.updated': true,
  'onboarding.update_failed': true,
  'onboarding.drifted': true,
  'onboarding.access_lost': true,
  'credentials.exposed': true,
  'credentials.unused': true,
  'credentials.old_key_in_use': true,
  'credentials.old_key_deactivated': true,
  'credentials.old_key_reactivated': true,
  'credentials.old_key_removed': true,
  'credentials.rotation_due': true,
  'credentials.rotated': true,
  'webhook.test': true,
};

/**
 * Whether a value is an event that this version of the client knows. Verify the signature first, for example with the
 * package `standardwebhooks`: its `verify` returns the value. Answer 2xx to an event that is not known, and ignore it.
 */
export function isWebhookEvent(value: unknown): value is WebhookEvent {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    typeof value.type === 'string' &&
    Object.hasOwn(types, value.type) &&
    'data' in value &&
    typeof value.data === 'object' &&
    value.data !== null
  );
}
