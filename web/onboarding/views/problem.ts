import { html, nothing, type TemplateResult } from 'lit';
import type { KnownProblemType, LatchkeyProblem, Onboarding, Review } from '../../../client/index.ts';
import type { Advice } from '../../messages/messages.ts';
import { isOffered } from '../review.ts';
import { mayLaunch } from '../state.ts';
import type { ViewContext } from './context.ts';
import { receipt } from './done.ts';
import {
  actionButton,
  codeBlock,
  copyButton,
  details,
  heading,
  inLines,
  jsonBlock,
  outsideLink,
  rich,
  type Part,
} from './parts.ts';

const prefix = 'urn:latchkey:problem:';
type NameOf<Type> = Type extends `${typeof prefix}${infer Name}` ? Name : never;
type ProblemName = NameOf<KnownProblemType>;

/** The problems that only the vendor can solve. They are a type, because the page needs no list of them. */
type OfVendor =
  | 'malformed-json'
  | 'malformed-header'
  | 'malformed-query'
  | 'unauthorized'
  | 'link-may-not'
  | 'operator-may-not'
  | 'not-found'
  | 'unknown-blueprint'
  | 'unknown-delivery'
  | 'unknown-route'
  | 'method-not-allowed'
  | 'not-acceptable'
  | 'slot-held'
  | 'wrong-state'
  | 'not-updatable'
  | 'credentials-issued'
  | 'unknown-key'
  | 'old-key-in-use'
  | 'already-rotated'
  | 'foreign-key'
  | 'key-retiring'
  | 'key-in-use'
  | 'key-unused'
  | 'body-too-large'
  | 'unsupported-media-type'
  | 'invalid-request'
  | 'key-reused'
  | 'rejected-by-iam';

/** What a tenant can do about each other problem. A new one does not compile until it is here or above. */
const adviceOf: Readonly<Record<Exclude<ProblemName, OfVendor>, Advice>> = {
  'role-not-usable': 'launch',
  'trust-policy-open': 'trust',
  'stack-outdated': 'update-stack',
  'foreign-resource': 'name-taken',
  'access-denied': 'denied',
  'access-lost': 'lost',
  'role-denied': 'role-denied',
  'account-not-ready': 'account',
  'quota-exceeded': 'quota',
  'identity-changed': 'changed',
  'undo-blocked': 'blocked',
  'in-progress': 'wait',
  'check-pending': 'wait',
  'not-ready': 'wait',
  'taken-over': 'wait',
  'too-many-onboardings': 'wait',
  'internal-error': 'wait',
  'aws-error': 'wait',
  'out-of-time': 'wait',
  stopped: 'paused',
  'vendor-side-error': 'wait',
};

/** Returns what a tenant can do about a problem. A type of a newer service is the vendor's to look at. */
function adviceFor(type: string): Advice {
  const name = type.replace(prefix, '');
  return isKnown(name) ? adviceOf[name] : 'vendor';
}

const isKnown = (name: string): name is keyof typeof adviceOf => Object.hasOwn(adviceOf, name);

/** The problem at which the onboarding stopped, what the tenant can do about it, and the way on. */
export function problemView(context: ViewContext, review: Review, onboarding: Onboarding): TemplateResult {
  const { messages, state, flow } = context;
  const { problem: words } = messages;
  const { problem, status } = onboarding;
  const kind = adviceFor(problem?.type ?? '');
  const hasStopped = status === 'needs_attention';
  const canRetry = mayLaunch(state) && !hasStopped;
  const { title, why, steps } = adviceWords(context, review, canRetry)[kind];
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
    ${
      canRetry
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

function adviceWords({ messages }: ViewContext, { vendor, preview }: Review, canRetry: boolean) {
  return messages.problem.advice(vendor.name, preview?.role.name ?? '', canRetry);
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
      return [jsonBlock(context, words.trustDocument, preview.role.trustPolicy)];
    case 'update-stack':
      return [update];
    case 'launch':
      return [stack === null ? nothing : creating(context, stack), update];
    case 'denied':
      return [exempting({ ArnNotLike: { 'aws:PrincipalArn': preview.role.arn } }), update];
    case 'role-denied':
      // Here the vendor's role is the principal, and not the role of the stack.
      return [exempting({ StringNotEquals: { 'aws:PrincipalAccount': review.vendor.accountId } })];
    case 'lost':
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

/** The two ways to create the stack: the console, and the command. */
function creating(context: ViewContext, { launchUrl, cliCommand }: NonNullable<Review['stack']>): Part {
  const { launch: words } = context.messages;
  return html`<p>${outsideLink(context, launchUrl, words.openConsole)}</p>
    ${codeBlock(context, 'cli', words.cli, inLines(cliCommand))}`;
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
    <p><strong>${adviceWords(context, review, true)[adviceFor(refusal.type)].title}</strong></p>
    ${details(context, refusal.detail, true)}
  </div>`;
}
