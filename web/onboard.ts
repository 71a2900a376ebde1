import { LatchkeyOnboarding } from './element.ts';
import { eventNames, type OnboardingEvents } from './onboarding/events.ts';
import { sendEventsToParent } from './page/frameMessages.ts';
import { keep, takeLink } from './page/linkInAddress.ts';
import { readPageSettings } from './pageSettings.ts';

const { apiUrl, mayClaim, frameOrigins } = readPageSettings(document, location.href);
const element = document.querySelector('latchkey-onboarding');
if (element instanceof LatchkeyOnboarding) start(element);

/** Gives the element the link of the address bar, and stores how far the person is. */
function start(page: LatchkeyOnboarding) {
  let kept = takeLink(window);
  const store = (change: Partial<typeof kept>) => {
    if (kept === undefined) return;
    kept = { ...kept, ...change };
    keep(window, kept);
  };
  page.addEventListener('step', (event) => {
    if (!isOf(event, 'step')) return;
    const { stage, hasLaunched } = event.detail;
    store({ hasLaunched, isPastReview: stage !== 'review' && stage !== 'loading' });
  });
  page.addEventListener('done', (event) => {
    // The keys are shown once. Without the token, nothing on this page can ask for them again.
    if (!isOf(event, 'done') || !event.detail.here || kept === undefined) return;
    const { token: _, ...rest } = kept;
    kept = rest;
    keep(window, kept);
  });
  // The same link, opened once more in this tab, is another entry of the history, with a token that may be used up.
  addEventListener('popstate', () => {
    if (kept !== undefined) keep(window, kept);
  });
  addEventListener('hashchange', () => {
    location.reload();
  });
  if (kept?.token !== undefined) page.fetchLink = () => kept?.token ?? '';
  page.resume = kept === undefined ? undefined : kept.token === undefined ? 'used' : kept;
  page.languageChanged = ({ language, pageTitle }) => {
    document.documentElement.lang = language;
    document.title = pageTitle;
  };
  page.claims = mayClaim;
  page.origin = apiUrl;
  if (parent !== window) sendEventsToParent(page, eventNames, frameOrigins, window);
}

function isOf<Name extends keyof OnboardingEvents>(
  event: Event,
  name: Name,
): event is CustomEvent<OnboardingEvents[Name]> {
  return event instanceof CustomEvent && event.type === name;
}
