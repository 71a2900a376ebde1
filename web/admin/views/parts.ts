import { html, nothing, type TemplateResult } from 'lit';
import type { Status } from '../../../client/index.ts';
import { exactTime, fromNow, plainText, shownDay, shownTime } from '../format.ts';
import { messages } from '../messages.ts';

/** A part of a view. */
export type Part = TemplateResult | typeof nothing;

/** The heading of a view. It gets the focus when the view opens, so that a screen reader reads it. */
export const heading = (text: string | TemplateResult): Part => html`<h2 tabindex="-1">${text}</h2>`;

/** A text that somebody else wrote: separate from the text around it, and without invisible characters. */
export const foreign = (text: string): Part => html`<bdi>${plainText(text)}</bdi>`;

/** A time, as the clock of this machine shows it. */
export const time = (at: string): Part => html`<time datetime=${at} title=${exactTime(at)}>${shownTime(at)}</time>`;

/** The day of a time. */
export const day = (at: string): Part => html`<time datetime=${at} title=${exactTime(at)}>${shownDay(at)}</time>`;

/** A time, with how far away it is. @param now epoch ms */
export const timeFrom = (at: string, now: number): Part => html`${time(at)} (${fromNow(at, now)})`;

/** How urgent a status is for whoever operates the deployment. */
const tones = {
  awaiting_access: 'calm',
  provisioning: 'busy',
  ready: 'busy',
  claiming: 'busy',
  claimed: 'good',
  rotating: 'busy',
  updating: 'busy',
  rolling_back: 'busy',
  failed: 'bad',
  needs_attention: 'bad',
  expired: 'calm',
  offboarding: 'busy',
  offboarded: 'calm',
} as const satisfies Record<Status, string>;

/** The name of a status. The colour only repeats what the text says. */
export const statusBadge = (status: Status): Part =>
  html`<span class="badge ${tones[status]}">${messages.statuses[status]}</span>`;

/** A button. While an action runs, it keeps the focus and does nothing. */
export function actionButton(
  label: string | TemplateResult,
  isRunning: boolean,
  act: () => void,
  { kind = 'plain', name }: { readonly kind?: string; readonly name?: string } = {},
): Part {
  return html`<button
    type="button"
    class=${kind}
    aria-label=${name ?? nothing}
    aria-disabled=${isRunning ? 'true' : 'false'}
    @click=${() => {
      if (!isRunning) act();
    }}
  >
    ${label}
  </button>`;
}

/** A table that scrolls by itself where the window is too narrow. It can be scrolled with the keyboard. */
export function table(caption: string, columns: readonly string[], rows: readonly (readonly unknown[])[]): Part {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}>
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([first, ...rest]) =>
            html`<tr>
              <th scope="row">${first}</th>
              ${rest.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Commands to copy, which can be scrolled with the keyboard. */
export const commandBlock = (label: string, commands: string): Part =>
  html`<pre tabindex="0" role="group" aria-label=${label}>${commands}</pre>`;

/** Names and values. Without a value, a name is left out. */
export function facts(entries: readonly (readonly [name: string, value: unknown])[]): Part {
  const given = entries.filter(([, value]) => value !== undefined && value !== nothing);
  return html`<dl class="facts">
    ${given.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}
