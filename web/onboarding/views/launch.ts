import { html, nothing, type TemplateResult } from 'lit';
import { groupedAccount, timeOfDay } from '../../messages/format.ts';
import type { Review } from '../review.ts';
import type { LaunchForm, ViewContext } from './context.ts';
import { actionButton, codeBlock, heading, webUrl, type Part } from './parts.ts';
import { shareWithAdministrator } from './share.ts';

type Stack = NonNullable<Review['stack']>;

/** How to create the stack, and whether it is there. */
export function launchView(context: ViewContext, review: Review): TemplateResult {
  const { messages, flow } = context;
  const { launch: words } = messages;
  const { stack, vendor } = review;
  return html`
    <section class="panel">
      ${heading(words.title)}
      <p>${words.intro(vendor.name)}</p>
      ${stack === null ? html`<p class="note warn">${words.noStack}</p>` : howTo(context, review, stack)}
      <div class="actions">
        <button
          type="button"
          @click=${() => {
            flow.backToReview();
          }}
        >
          ${words.back}
        </button>
      </div>
    </section>
    ${stack === null ? nothing : watching(context, review, stack)} ${shareWithAdministrator(context, review)}
  `;
}

const forms: readonly LaunchForm[] = ['console', 'cli', 'terraform'];

function howTo(context: ViewContext, review: Review, stack: Stack): TemplateResult {
  const { messages, shown, show } = context;
  const { launch: words } = messages;
  return html`
    <fieldset>
      <legend>${words.how}</legend>
      <div class="choices">
        ${forms.map(
          (form) =>
            html`<label
              ><input
                type="radio"
                name="form"
                value=${form}
                .checked=${shown.launchForm === form}
                @change=${() => {
                  show({ launchForm: form });
                }}
              />${words[form]}</label
            >`,
        )}
      </div>
    </fieldset>
    ${formOf(context, review, stack)}
  `;
}

function formOf(context: ViewContext, { accountId, launchRegion = '' }: Review, stack: Stack): TemplateResult {
  const { messages, flow, shown } = context;
  const { launch: words } = messages;
  const account = groupedAccount(accountId);
  const launched = () => {
    flow.launched();
  };
  const confirm = actionButton(words.created, false, launched);
  switch (shown.launchForm) {
    case 'console':
      return html`
        <ol>
          ${words.consoleSteps(account, launchRegion).map((step) => html`<li>${step}</li>`)}
        </ol>
        <div class="actions">${launchLink(context, stack, launched)}</div>
        ${exists(context, stack)}
      `;
    case 'cli':
      return html`
        <p>${words.cliIntro(account)}</p>
        ${codeBlock(context, 'cli', words.cli, stack.cliCommand)} ${exists(context, stack)}
        <div class="actions">${confirm}</div>
      `;
    case 'terraform':
      return html`
        <p>${words.terraformIntro(account)}</p>
        ${codeBlock(context, 'terraform', words.terraform, stack.terraform)}
        <div class="actions">${confirm}</div>
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
    ${codeBlock(context, 'update', words.exists, updateCommand)}
  </details>`;
}

function watching(context: ViewContext, review: Review, stack: Stack): TemplateResult {
  const { link } = review;
  const { messages, state, flow } = context;
  const { launch: words, language } = messages;
  const isRefused = state.hasLaunched && state.onboarding?.problem !== undefined;
  return html`<section class="panel">
    <h3>${words.waiting}</h3>
    <p role="status">
      ${isRefused ? words.notYet : words.watching}
      ${state.readAt === undefined ? nothing : html`<span class="muted">${words.lookedAt(timeOfDay(language, state.readAt))}</span>`}
    </p>
    ${isRefused ? hints(context, review, stack) : nothing}
    ${
      link?.may.includes('launch') === true
        ? html`<div class="actions">
            ${actionButton(
              state.running === 'provision' ? words.checking : words.checkNow,
              state.running === 'provision',
              () => {
                flow.launched();
                void flow.retry();
              },
              'look',
            )}
          </div>`
        : nothing
    }
  </section>`;
}

function hints(context: ViewContext, { accountId, launchRegion = '' }: Review, stack: Stack): Part {
  const { launch: words, problem, language } = context.messages;
  const detail = context.state.onboarding?.problem?.detail;
  return html`
    <ul class="hints">
      ${words.notYetHints(groupedAccount(accountId), stack.name, launchRegion).map((hint) => html`<li>${hint}</li>`)}
    </ul>
    <details>
      <summary>${words.exists}</summary>
      <p>${words.updateHint}</p>
      ${codeBlock(context, 'update-hint', words.exists, stack.updateCommand)}
    </details>
    ${
      detail === undefined
        ? nothing
        : html`<details>
            <summary>${problem.details}</summary>
            <p lang=${language === 'en' ? nothing : 'en'}>${detail}</p>
          </details>`
    }
  `;
}
