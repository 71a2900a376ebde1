import { html, nothing, type TemplateResult } from 'lit';
import type { Review } from '../review.ts';
import type { ViewContext } from './context.ts';
import { rich } from './parts.ts';

type Summary = Review['preview']['summary'][number];
type Access = Summary['access'][number];
type Words = ViewContext['messages']['review'];

/** What the users may do, by service. Users with the same policies share a list. */
export function permissions({ messages: { review: words } }: ViewContext, { preview }: Review): TemplateResult {
  return html`${preview.summary.map(
    (summary) => html`
      <h3>${rich(words.may(summary.users))}</h3>
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

function service(words: Words, access: Access): TemplateResult {
  // The text of the service begins with the name of the AWS service as AWS writes it.
  const [name = access.service] = access.text.split(': ');
  const levels = access.levels.map(({ level, allowed, of }) => words.level(allowed, of, words.levels[level] ?? level));
  return html`
    <strong lang="en">${name}</strong>: ${access.isFull ? words.fullAccess(levels) : words.someAccess(levels)}
    ${
      access.limit === undefined
        ? html`<span class="muted">${words.everywhere}</span>`
        : html`<span class="muted" lang="en">${sentence(access.limit)}</span>`
    }
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

/** Returns a phrase of the service, such as "only in the region us-west-2", as a sentence. */
const sentence = (phrase: string) => `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}.`;
