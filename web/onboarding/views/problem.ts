import { html, nothing, type TemplateResult } from 'lit';
import type { KnownProblemType, LatchkeyProblem, Onboarding, Review } from '../../../client/index.ts';
import type { Advice } from '../../messages/messages.ts';
import { isOffered } from '../review.ts';
import { mayLaunch } from '../state.ts';
import type { ViewContext } from './context.ts';
import { withExternalId } from './documents.ts';
import { receipt } from './done.ts';
import { actionButton, codeBlock, heading, jsonBlock, outsideLink, type Part } from './parts.ts';

/** What a tenant can do about each problem. A new type of problem does not compile without an entry. */
const adviceOf: Readonly<Record<KnownProblemType, Advice>> = {
  'urn:latchkey:problem:role-not-usable': 'launch',
  'urn:latchkey:problem:trust-policy-open': 'trust',
  'urn:latchkey:problem:stack-outdated': 'update-stack',
  'urn:latchkey:problem:foreign-resource': 'name-taken',
  'urn:latchkey:problem:access-denied': 'denied',
  'urn:latchkey:problem:access-lost': 'launch',
  'urn:latchkey:problem:role-denied': 'role-denied',
  'urn:latchkey:problem:account-not-ready': 'account',
  'urn:latchkey:problem:quota-exceeded': 'quota',
  'urn:latchkey:problem:identity-changed': 'changed',
  'urn:latchkey:problem:undo-blocked': 'blocked',
  'urn:latchkey:problem:in-progress': 'wait',
  'urn:latchkey:problem:check-pending': 'wait',
  'urn:latchkey:problem:not-ready': 'wait',
  'urn:latchkey:problem:taken-over': 'wait',
  'urn:latchkey:problem:too-many-onboardings': 'wait',
  'urn:latchkey:problem:internal-error': 'wait',
  'urn:latchkey:problem:aws-error': 'wait',
  'urn:latchkey:problem:out-of-time': 'wait',
  'urn:latchkey:problem:stopped': 'wait',
  'urn:latchkey:problem:vendor-side-error': 'wait',
  'urn:latchkey:problem:malformed-json': 'vendor',
  'urn:latchkey:problem:malformed-header': 'vendor',
  'urn:latchkey:problem:malformed-query': 'vendor',
  'urn:latchkey:problem:unauthorized': 'vendor',
  'urn:latchkey:problem:link-may-not': 'vendor',
  'urn:latchkey:problem:not-found': 'vendor',
  'urn:latchkey:problem:unknown-blueprint': 'vendor',
  'urn:latchkey:problem:unknown-delivery': 'vendor',
  'urn:latchkey:problem:unknown-route': 'vendor',
  'urn:latchkey:problem:method-not-allowed': 'vendor',
  'urn:latchkey:problem:not-acceptable': 'vendor',
  'urn:latchkey:problem:slot-held': 'vendor',
  'urn:latchkey:problem:wrong-state': 'vendor',
  'urn:latchkey:problem:credentials-issued': 'vendor',
  'urn:latchkey:problem:body-too-large': 'vendor',
  'urn:latchkey:problem:unsupported-media-type': 'vendor',
  'urn:latchkey:problem:invalid-request': 'vendor',
  'urn:latchkey:problem:key-reused': 'vendor',
  'urn:latchkey:problem:rejected-by-iam': 'vendor',
};

/** Returns what a tenant can do about a problem. A type of a newer service is the vendor's to look at. */
function adviceFor(type: string): Advice {
  return isKnown(type) ? adviceOf[type] : 'vendor';
}

const isKnown = (type: string): type is KnownProblemType => Object.hasOwn(adviceOf, type);

/** The problem at which the onboarding stopped, what the tenant can do about it, and the way on. */
export function problemView(context: ViewContext, review: Review, onboarding: Onboarding): TemplateResult {
  const { messages, state, flow } = context;
  const { problem: words } = messages;
  const { problem, status } = onboarding;
  const advice = words.advice[adviceFor(problem?.type ?? '')];
  const hasStopped = status === 'needs_attention';
  return html`<section class="panel">
    ${heading(hasStopped ? words.stopped : words.failed)}
    <div class="note bad" role="alert"><strong>${advice.title}</strong></div>
    <p>${hasStopped ? words.vendorActs(review.vendor.name) : words.nothingLeft}</p>
    <h3>${words.whatToDo}</h3>
    <ol>
      ${advice.steps.map((step) => html`<li>${step}</li>`)}
    </ol>
    ${fix(context, review, adviceFor(problem?.type ?? ''))} ${details(context, problem?.detail)}
    ${hasStopped ? receipt(context, onboarding) : nothing}
    <dl class="facts">
      <dt>${words.request}</dt>
      <dd><code>${onboarding.id}</code></dd>
    </dl>
    ${problemNote(context, state.refusal)}
    <div class="actions">
      ${
        mayLaunch(state) && !hasStopped
          ? actionButton(
              state.running === 'provision' ? words.retrying : words.retry,
              state.running === 'provision',
              () => void flow.retry(),
            )
          : nothing
      }
      ${support(context, review)}
    </div>
  </section>`;
}

/** What to paste or to run, if the problem can be resolved so. */
function fix(context: ViewContext, review: Review, advice: Advice): Part {
  if (!isOffered(review)) return nothing;
  const { preview, stack } = review;
  const { problem: words, launch } = context.messages;
  switch (advice) {
    case 'trust':
      return html`
        ${jsonBlock(context, words.trustDocument, withExternalId(preview.role.trustPolicy, stack?.externalId))}
        ${stack === null ? nothing : codeBlock(context, 'update', launch.exists, stack.updateCommand)}
      `;
    case 'update-stack':
      return stack === null ? nothing : codeBlock(context, 'update', launch.exists, stack.updateCommand);
    case 'denied':
    case 'role-denied':
      return html`
        ${jsonBlock(context, words.exemption, {
          Condition: { ArnNotLike: { 'aws:PrincipalArn': preview.role.arn } },
        })}
        ${preview.role.permissionsPolicies.map(
          (policy) =>
            html`<details>
              <summary>${words.actionsNeeded}</summary>
              ${jsonBlock(context, `${words.actionsNeeded} ${policy.name}`, policy.document)}
            </details>`,
        )}
        ${stack === null ? nothing : codeBlock(context, 'update', launch.exists, stack.updateCommand)}
      `;
    case 'launch':
      return stack === null ? nothing : codeBlock(context, 'update', launch.exists, stack.updateCommand);
    case 'name-taken':
    case 'account':
    case 'quota':
    case 'changed':
    case 'blocked':
    case 'wait':
    case 'vendor':
      return nothing;
  }
}

function details({ messages }: ViewContext, detail: string | undefined): Part {
  if (detail === undefined) return nothing;
  return html`<details>
    <summary>${messages.problem.details}</summary>
    <p lang=${messages.language === 'en' ? nothing : 'en'}>${detail}</p>
  </details>`;
}

/** Says that an action was refused, in a line beside the button that started it. */
export function problemNote(context: ViewContext, refusal: LatchkeyProblem | undefined): Part {
  if (refusal === undefined) return nothing;
  const { advice } = context.messages.problem;
  return html`<div class="note bad" role="alert">
    <p>${advice[adviceFor(refusal.type)].title}</p>
    ${details(context, refusal.detail)}
  </div>`;
}

function support(context: ViewContext, { vendor }: Review): Part {
  const text = context.messages.problem.askVendor(vendor.name);
  if (vendor.supportUrl !== undefined) return outsideLink(context, vendor.supportUrl, text);
  if (vendor.supportEmail !== undefined) return html`<a href=${`mailto:${vendor.supportEmail}`}>${text}</a>`;
  return nothing;
}
