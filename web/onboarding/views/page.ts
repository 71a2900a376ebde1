import { html, nothing, type TemplateResult } from 'lit';
import { isOffered } from '../review.ts';
import { mayLaunch, stageOf, type Stage } from '../state.ts';
import { claimView } from './claim.ts';
import type { ViewContext } from './context.ts';
import { doneView, expiredView, removedView } from './done.ts';
import { keysView } from './keys.ts';
import { launchView } from './launch.ts';
import { notice, outsideLink, webUrl, type Part } from './parts.ts';
import { problemView } from './problem.ts';
import { reviewView } from './review.ts';
import { stepList, workingView } from './watch.ts';

/** The whole page: who asks, how far the onboarding is, and the view of its stage. */
export function page(context: ViewContext, languageChoice: TemplateResult): TemplateResult {
  const { messages, state } = context;
  const stage = stageOf(state);
  return html`<main lang=${messages.language}>
    ${vendorHeader(context)} ${progress(context, stage)}
    <div role="status">${state.isUnreachable ? html`<p class="note warn">${messages.busy}</p>` : nothing}</div>
    ${view(context, stage)} ${footer(context, languageChoice)}
    <div class="accent-probe visually-hidden" aria-hidden="true"></div>
  </main>`;
}

function vendorHeader(context: ViewContext): TemplateResult {
  const { messages, state } = context;
  const vendor = state.review?.vendor;
  return html`<header class="vendor">
    <div class="logo"></div>
    ${vendor?.logoUrl === undefined ? nothing : html`<img src=${webUrl(vendor.logoUrl)} alt="" referrerpolicy="no-referrer" />`}
    <h1>${vendor === undefined ? messages.pageTitle : titleOf(context, vendor.name)}</h1>
  </header>`;
}

/** As long as the tenant can decide, the title says what about. Afterwards it says which access the page is about. */
function titleOf({ messages, state }: ViewContext, vendor: string): string {
  return state.onboarding?.status === 'awaiting_access' ? messages.title(vendor) : messages.titleAfterwards(vendor);
}

const progressSteps = ['review', 'launch', 'setup', 'done'] as const;

function progress({ messages, state }: ViewContext, stage: Stage): Part {
  const current = progressStepOf[stage];
  // A link that can only read leads to no further step.
  if (current === undefined || (current === 'review' && !mayLaunch(state))) return nothing;
  const at = progressSteps.indexOf(current);
  return html`<ol class="progress" aria-label=${messages.progress}>
    ${progressSteps.map(
      (step, index) =>
        html`<li aria-current=${index === at ? 'step' : nothing}>
          <span class="mark" aria-hidden="true">${index < at || stage === 'handed-over' ? '✓' : index + 1}</span
          >${messages.stages[step]}${
            index < at ? html`<span class="visually-hidden"> (${messages.stageDone})</span>` : nothing
          }
        </li>`,
    )}
  </ol>`;
}

/** The stages in which the page shows no progress. */
type WithoutProgress =
  'not-offered' | 'no-link' | 'link-used' | 'link-ended' | 'loading' | 'keys-lost' | 'expired' | Removal;
type Removal = 'removing' | 'removed';

/** The step of the progress that each stage belongs to. */
const progressStepOf: Readonly<
  Record<Exclude<Stage, WithoutProgress>, (typeof progressSteps)[number]> & Partial<Record<WithoutProgress, undefined>>
> = {
  review: 'review',
  launch: 'launch',
  working: 'setup',
  'vendor-claims': 'setup',
  claim: 'setup',
  claiming: 'setup',
  undoing: 'setup',
  failed: 'setup',
  stopped: 'setup',
  keys: 'setup',
  'other-claims': 'done',
  'handed-over': 'done',
};

function view(context: ViewContext, stage: Stage): Part {
  const { messages, state } = context;
  const { review, onboarding, keys } = state;
  if (keys !== undefined) return keysView(context, keys);
  const alone = withoutReview(context, stage);
  if (alone !== undefined) return alone;
  if (review === undefined || onboarding === undefined) return html`<p role="status">${messages.loading}</p>`;
  const keyCount = review.revoke.userNames.length;
  switch (stage) {
    case 'no-link':
    case 'link-used':
    case 'link-ended':
    case 'loading':
    case 'keys':
      return html`<p role="status">${messages.loading}</p>`;
    case 'not-offered':
      return notice(messages.notOffered(review.vendor.name));
    case 'review':
      return isOffered(review) ? reviewView(context, review) : nothing;
    case 'launch':
      return isOffered(review) ? launchView(context, review) : nothing;
    case 'working':
      return workingView(context, onboarding);
    case 'undoing':
      return notice({ title: messages.watch.undoing, texts: [messages.watch.undoingIntro] });
    case 'removing':
      return notice({ title: messages.watch.removing, texts: [messages.watch.removingIntro] });
    case 'vendor-claims':
      return notice(messages.watch.vendorClaims(review.vendor.name, keyCount), stepList(context, onboarding));
    case 'other-claims':
      return notice(messages.watch.otherClaims(keyCount), stepList(context, onboarding));
    case 'claim':
      return claimView(context, review);
    case 'claiming':
      return notice(messages.watch.claiming(keyCount));
    case 'keys-lost':
      return notice(messages.done.lost(review.vendor.name, keyCount));
    case 'handed-over':
      return doneView(context, review, onboarding);
    case 'failed':
    case 'stopped':
      return problemView(context, review, onboarding);
    case 'expired':
      return expiredView(context, review);
    case 'removed':
      return removedView(context, review, onboarding);
  }
}

/** The views that need no answer of the service. Undefined for all others. */
function withoutReview({ messages }: ViewContext, stage: Stage): Part | undefined {
  if (stage === 'no-link') return notice(messages.noLink);
  if (stage === 'link-used') return notice(messages.linkUsed);
  if (stage === 'link-ended') return notice(messages.linkEnded);
  return undefined;
}

function footer(context: ViewContext, languageChoice: TemplateResult): TemplateResult {
  const { messages, state } = context;
  const { supportUrl, supportEmail, privacyUrl } = state.review?.vendor ?? {};
  return html`<footer>
    ${supportUrl === undefined ? nothing : outsideLink(context, supportUrl, messages.footer.support)}
    ${supportEmail === undefined ? nothing : html`<a href=${`mailto:${supportEmail}`}>${supportEmail}</a>`}
    ${privacyUrl === undefined ? nothing : outsideLink(context, privacyUrl, messages.footer.privacy)} ${languageChoice}
  </footer>`;
}
