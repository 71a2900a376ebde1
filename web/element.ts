import { LatchkeyOnboarding } from './onboarding/latchkeyOnboarding.ts';

export { LatchkeyOnboarding };
export type { OnboardingEvents } from './onboarding/events.ts';

// A page may load this file twice, for example in two versions. The first one counts.
if (customElements.get('latchkey-onboarding') === undefined)
  customElements.define('latchkey-onboarding', LatchkeyOnboarding);
