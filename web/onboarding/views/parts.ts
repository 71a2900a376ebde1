import { html, nothing, type TemplateResult } from 'lit';
import type { Notice } from '../../messages/messages.ts';
import type { ViewContext } from './context.ts';

/** A part of a view. */
export type Part = TemplateResult | typeof nothing;

/** A text in which names between backticks and account IDs are in a fixed-width font. The IDs stay in one line. */
export function rich(text: string): TemplateResult {
  return html`${text.split('`').map((part, at) => (at % 2 === 0 ? withAccounts(part) : html`<code>${part}</code>`))}`;
}

const withAccounts = (text: string) =>
  text
    .split(/(\d{4}-\d{4}-\d{4})/)
    .map((part, at) => (at % 2 === 0 ? part : html`<span class="account">${part}</span>`));

/** The heading of a view. It gets the focus when the view opens, so that a screen reader reads it. */
export function heading(text: string): TemplateResult {
  return html`<h2 tabindex="-1">${text}</h2>`;
}

/** A button that copies a text. */
export function copyButton(
  { messages, shown, copy }: ViewContext,
  what: string,
  label: string,
  text: string,
  copied?: () => void,
): TemplateResult {
  const isLast = shown.copied?.what === what;
  const after = isLast ? (shown.copied.worked ? messages.copied : messages.copyFailed) : messages.copy;
  return html`<button
    type="button"
    class="small copy"
    aria-label=${`${after}: ${label}`}
    @click=${() => {
      copy(what, text);
      copied?.();
    }}
  >
    ${after}
  </button>`;
}

/**
 * A text in a fixed-width font, with its name above and a button that copies it. A long one can be scrolled with the
 * keyboard.
 *
 * @param copied called when the text is copied
 */
export function codeBlock(
  context: ViewContext,
  what: string,
  label: string,
  text: string,
  copied?: () => void,
): TemplateResult {
  return html`<div class="block" @copy=${() => copied?.()}>
    <p class="caption" aria-hidden="true">${label}</p>
    <pre tabindex="0" role="group" aria-label=${label}><code>${text}</code></pre>
    ${copyButton(context, what, label, text, copied)}
  </div>`;
}

/** Returns a command of the AWS CLI with each option in a line of its own. */
export function inLines(command: string): string {
  return command.replaceAll(/ (?=--|ParameterKey=)/g, ' \\\n  ');
}

/** What the service says about a problem, in its own words, which are English. */
export function details({ messages }: ViewContext, detail: string | undefined, isOpen = false): Part {
  if (detail === undefined) return nothing;
  return html`<details ?open=${isOpen}>
    <summary>${messages.problem.details}</summary>
    <p lang=${messages.language === 'en' ? nothing : 'en'}>${detail}</p>
  </details>`;
}

/** A JSON document, indented, with a button that copies it. */
export function jsonBlock(context: ViewContext, label: string, document: unknown): TemplateResult {
  return codeBlock(context, label, label, JSON.stringify(document, undefined, 2));
}

/** A button. While its call runs, it keeps the focus and does nothing. */
export function actionButton(label: string, isRunning: boolean, act: () => void, kind = 'primary'): TemplateResult {
  return html`<button
    type="button"
    class=${kind}
    aria-disabled=${isRunning ? 'true' : 'false'}
    @click=${() => {
      if (!isRunning) act();
    }}
  >
    ${label}
  </button>`;
}

/**
 * Returns the address of a link or picture in an answer. Of another kind, such as `javascript:`, it gives no attribute:
 * the service checks its addresses, and a page that shows keys does not rely on that. `http:` is for a page that is
 * itself served so, on one machine.
 */
export function webUrl(url: string): string | typeof nothing {
  const allowed = location.protocol === 'http:' ? /^https?:\/\//i : /^https:\/\//i;
  return allowed.test(url) ? url : nothing;
}

/** A link that leaves the page alone: it opens a new tab, which knows nothing of this page. */
export function outsideLink({ messages }: ViewContext, url: string, text: string, act?: () => void): TemplateResult {
  return html`<a href=${webUrl(url)} target="_blank" rel="noopener noreferrer" @click=${() => act?.()}
    >${text}<span class="visually-hidden"> (${messages.newTab})</span></a
  >`;
}

/** A view that only says something. */
export function notice({ title, texts }: Notice, more: Part = nothing): TemplateResult {
  return html`<section class="panel">
    ${heading(title)} ${texts.map((text) => html`<p>${rich(text)}</p>`)} ${more}
  </section>`;
}
