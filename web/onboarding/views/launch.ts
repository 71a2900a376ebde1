import { html, nothing, type TemplateResult } from 'lit';
import { groupedAccount, timeOfDay } from '../../messages/format.ts';
import type { Review } from '../review.ts';
import { choice } from './choice.ts';
import type { LaunchForm, ViewContext } from './context.ts';
import { actionButton, codeBlock, details, heading, inLines, rich, webUrl, type Part } from './parts.ts';
import { shareWithAdministrator } from './share.ts';

type Stack = NonNullable<Review['stack']>;

/** How to create the stack, and whether it is there. */
export function launchView(context: ViewContext, review: Review): TemplateResult {
  const { messages, flow, state } = context;
  const { launch: words } = messages;
  const { stack, vendor } = review;
  return html`
    <p>
      <button
        type="button"
        class="link"
        @click=${() => {
          flow.backToReview();
        }}
      >
        ${words.back}
      </button>
    </p>
    <section class="panel">
      ${heading(words.title)}
      ${
        stack === null
          ? html`<p class="note warn">${words.noStack}</p>`
          : html`<p>${words.intro(vendor.name)}</p>
              ${howTo(context, review, stack)}`
      }
    </section>
    ${stack === null || !state.hasLaunched ? nothing : watching(context, review, stack)}
    ${stack === null ? nothing : shareWithAdministrator(context, review)}
  `;
}

const forms: readonly LaunchForm[] = ['console', 'cli', 'terraform'];

function howTo(context: ViewContext, review: Review, stack: Stack): TemplateResult {
  const { messages, shown, show } = context;
  const { launch: words } = messages;
  const select = choice({
    group: 'form',
    title: html`<legend>${words.how}</legend>`,
    options: forms,
    words,
    chosen: shown.launchForm,
    choose: (launchForm) => {
      show({ launchForm });
    },
  });
  return html`${select} ${formOf(context, review, stack)}`;
}

function formOf(context: ViewContext, { accountId, launchRegion = '' }: Review, stack: Stack): TemplateResult {
  const { messages, flow, shown, state } = context;
  const { launch: words } = messages;
  const account = groupedAccount(accountId);
  const launched = () => {
    flow.launched();
  };
  const check = (kind: string) =>
    state.hasLaunched
      ? nothing
      : actionButton(
          words.created,
          state.running === 'provision',
          () => {
            launched();
            void flow.retry();
          },
          kind,
        );
  switch (shown.launchForm) {
    case 'console':
      return html`
        <ol>
          ${words.consoleSteps(account, launchRegion).map((step) => html`<li>${rich(step)}</li>`)}
        </ol>
        <div class="actions">${launchLink(context, stack, launched)} ${check('')}</div>
        ${exists(context, stack)}
      `;
    case 'cli':
      return html`
        <p>${rich(words.cliIntro(account))}</p>
        ${codeBlock(context, 'cli', words.cli, inLines(stack.cliCommand), launched)} ${exists(context, stack)}
        <div class="actions">${check('primary')}</div>
      `;
    case 'terraform':
      return html`
        <p>${rich(words.terraformIntro(account))}</p>
        ${codeBlock(context, 'terraform', words.terraform, stack.terraform, launched)}
        <div class="actions">${check('primary')}</div>
      `;
  }
}

function launchLink({ messages }: ViewContext, { launchUrl }: Stack, launched: () => void): TemplateResult {
  return html`<a
    class="button primary"
    href=${webUrl(launchUrl)}
    target="_blank"
    rel="noopener noreferrer"
    @click=${launched}
    >${messages.launch.openConsole}<span class="visually-hidden"> (${messages.newTab})</span></a
  >`;
}

/** A launch link only creates stacks: CloudFormation refuses it if the stack exists. */
function exists(context: ViewContext, { updateCommand }: Stack): TemplateResult {
  const { launch: words } = context.messages;
  return html`<details>
    <summary>${words.exists}</summary>
    <p>${words.existsText}</p>
    ${codeBlock(context, 'update', words.update, inLines(updateCommand))}
  </details>`;
}

function watching(context: ViewContext, review: Review, stack: Stack): TemplateResult {
  const { messages, state, flow } = context;
  const { launch: words, language } = messages;
  const isRefused = state.onboarding?.problem !== undefined;
  return html`<section class="panel">
    <h3>${words.waiting}</h3>
    <p>
      <span role="status">${isRefused ? words.notYet : words.watching}</span>
      ${
        state.readAt === undefined
          ? nothing
          : html`<span class="muted">${words.checkedAt(timeOfDay(language, state.readAt))}</span>`
      }
    </p>
    <div class="actions">
      ${actionButton(
        state.running === 'provision' ? words.checking : words.checkNow,
        state.running === 'provision',
        () => void flow.retry(),
        'check',
      )}
    </div>
    ${isRefused ? hints(context, review, stack) : nothing}
  </section>`;
}

function hints(context: ViewContext, { accountId, launchRegion = '' }: Review, stack: Stack): Part {
  const { launch: words } = context.messages;
  return html`<details class="hints">
    <summary>${words.stillNotYet}</summary>
    <ul>
      ${words.notYetHints(groupedAccount(accountId), stack.name, launchRegion).map((hint) => html`<li>${rich(hint)}</li>`)}
    </ul>
    <p>${words.updateHint}</p>
    ${codeBlock(context, 'update-hint', words.update, inLines(stack.updateCommand))}
    ${details(context, context.state.onboarding?.problem?.detail)}
  </details>`;
}
