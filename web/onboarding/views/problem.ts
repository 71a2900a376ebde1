import { html, nothing, type TemplateResult } from 'lit';
import type { KnownProblemType, LatchkeyProblem, Onboarding, Review } from '../../../client/index.ts';
import type { Advice } from '../../messages/messages.ts';
import { isOffered } from '../review.ts';
import { mayLaunch } from '../state.ts';
import type { ViewContext } from './context.ts';
import { withExternalId } from './documents.ts';
import { receipt } from './done.ts';
import { actionButton, codeBlock, copyButton, details, heading, inLines, jsonBlock, rich, type Part } from './parts.ts';

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
  'urn:latchkey:problem:stopped': 'paused',
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
  'urn:latchkey:problem:unknown-key': 'vendor',
  'urn:latchkey:problem:old-key-in-use': 'vendor',
  'urn:latchkey:problem:already-rotated': 'vendor',
  'urn:latchkey:problem:foreign-key': 'vendor',
  'urn:latchkey:problem:key-retiring': 'vendor',
  'urn:latchkey:problem:key-in-use': 'vendor',
  'urn:latchkey:problem:key-unused': 'vendor',
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
  const kind = adviceFor(problem?.type ?? '');
  const { title, why, steps } = adviceWords(context, review)[kind];
  const hasStopped = status === 'needs_attention';
  const stopped = kind === 'blocked' ? words.removalStopped : words.stopped;
  return html`<section class="panel">
    ${heading(hasStopped ? stopped : words.failed)}
    <div class="note bad" role="alert"><strong>${title}</strong></div>
    ${why === undefined ? nothing : html`<p>${why}</p>`}
    <p>${hasStopped ? words.vendorActs(review.vendor.name) : words.nothingLeft}</p>
    ${details(context, problem?.detail, true)}
    <h3>${words.whatToDo}</h3>
    ${stepsWithBlocks(steps, blocksFor(context, review, kind))}
    ${kind === 'denied' ? actionsNeeded(context, review) : nothing}
    ${hasStopped ? receipt(context, onboarding, words.left) : nothing}
    <dl class="facts">
      <dt>${words.request}</dt>
      <dd class="secret">
        <code>${onboarding.id}</code>
        ${copyButton(context, 'id', words.request, onboarding.id)}
      </dd>
    </dl>
    ${problemNote(context, review, state.refusal)}
    ${
      mayLaunch(state) && !hasStopped
        ? html`<div class="actions">
            ${actionButton(
              state.running === 'provision' ? words.retrying : words.retry,
              state.running === 'provision',
              () => void flow.retry(),
            )}
          </div>`
        : nothing
    }
  </section>`;
}

function adviceWords({ messages }: ViewContext, { vendor, preview }: Review) {
  return messages.problem.advice(vendor.name, preview?.role.name ?? '');
}

/** A step that ends with a colon is followed by what to paste or to run. It is left out if that is not known. */
function stepsWithBlocks(steps: readonly string[], blocks: readonly Part[]): TemplateResult {
  const left = [...blocks];
  return html`<ol>
    ${steps.map((step) => {
      if (!step.endsWith(':')) return html`<li>${rich(step)}</li>`;
      const block = left.shift() ?? nothing;
      return block === nothing ? nothing : html`<li>${rich(step)} ${block}</li>`;
    })}
  </ol>`;
}

/** What to paste or to run, one for each step that ends with a colon. */
function blocksFor(context: ViewContext, review: Review, advice: Advice): readonly Part[] {
  if (!isOffered(review)) return [];
  const { preview, stack } = review;
  const { problem: words, launch } = context.messages;
  const update = stack === null ? nothing : codeBlock(context, 'update', launch.update, inLines(stack.updateCommand));
  // Without the braces around it: it is pasted into a statement.
  const exempting = (condition: object) =>
    codeBlock(context, 'exemption', words.exemption, `"Condition": ${JSON.stringify(condition, undefined, 2)}`);
  switch (advice) {
    case 'trust':
      return [jsonBlock(context, words.trustDocument, withExternalId(preview.role.trustPolicy, stack?.externalId))];
    case 'update-stack':
    case 'launch':
      return [update];
    case 'denied':
      return [exempting({ ArnNotLike: { 'aws:PrincipalArn': preview.role.arn } }), update];
    case 'role-denied':
      // Here the vendor's role is the principal, and not the role of the stack.
      return [exempting({ StringNotEquals: { 'aws:PrincipalAccount': review.vendor.accountId } })];
    case 'name-taken':
    case 'account':
    case 'quota':
    case 'changed':
    case 'blocked':
    case 'wait':
    case 'paused':
    case 'vendor':
      return [];
  }
}

function actionsNeeded(context: ViewContext, { preview }: Review): Part {
  const { problem: words } = context.messages;
  return html`${preview?.role.permissionsPolicies.map(
    (policy) =>
      html`<details>
        <summary>${words.actionsNeeded}</summary>
        ${jsonBlock(context, `${words.actionsNeeded}: ${policy.name}`, policy.document)}
      </details>`,
  )}`;
}

/** Says that an action was refused, in a line beside the button that started it. */
export function problemNote(context: ViewContext, review: Review, refusal: LatchkeyProblem | undefined): Part {
  if (refusal === undefined) return nothing;
  return html`<div class="note bad" role="alert">
    <p>${adviceWords(context, review)[adviceFor(refusal.type)].title}</p>
    ${details(context, refusal.detail)}
  </div>`;
}
