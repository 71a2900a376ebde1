import { html, nothing, type TemplateResult } from 'lit';
import type { Review } from '../review.ts';
import type { ViewContext } from './context.ts';

type Summary = Review['preview']['summary'][number];
type Access = Summary['access'][number];

/** What the users may do, by service. Users with the same policies share a list. */
export function permissions({ messages: { review: words } }: ViewContext, { preview }: Review): TemplateResult {
  return html`${preview.summary.map(
    (summary) => html`
      <h3>${words.may(summary.users)}</h3>
      ${
        summary.everything
          ? html`<p class="note bad">${words.mayEverything}</p>`
          : html`<ul>
              ${summary.access.map((access) => html`<li>${service(words, access)}</li>`)}
              ${summary.notCounted.map((pattern) => html`<li><code>${pattern}</code></li>`)}
            </ul>`
      }
    `,
  )}`;
}

function service(words: ViewContext['messages']['review'], access: Access): TemplateResult {
  // The text of the service begins with the name of the AWS service as AWS writes it.
  const [name = access.service] = access.text.split(': ');
  return html`
    <strong lang="en">${name}</strong>: ${access.isFull ? words.fullAccess : nothing}
    ${
      access.isFull
        ? html`(${levels(words, access)})`
        : access.levels.map(
            ({ level, allowed, of }, at) =>
              html`${at === 0 ? '' : ', '}${words.levels[level] ?? level}: ${words.someAccess(allowed, of)}`,
          )
    }
    ${access.limit === undefined ? nothing : html`<div class="muted" lang="en">${access.limit}</div>`}
    ${
      access.actions.length === 0 || access.actions[0] === '*'
        ? nothing
        : html`<details>
            <summary>${words.actions(access.actions.length)}</summary>
            <p><code>${access.actions.map((action) => `${access.service}:${action}`).join(', ')}</code></p>
          </details>`
    }
  `;
}

function levels(words: ViewContext['messages']['review'], access: Access): string {
  return access.levels.map(({ level, of }) => `${words.levels[level] ?? level}: ${of}`).join(', ');
}
