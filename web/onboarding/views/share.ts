import { html, nothing } from 'lit';
import { dayAndTime, groupedAccount } from '../../messages/format.ts';
import type { Review } from '../review.ts';
import { mayLaunch } from '../state.ts';
import type { ViewContext } from './context.ts';
import { actionButton, copyButton, type Part } from './parts.ts';
import { problemNote } from './problem.ts';

/** Whether a link ends before somebody who reads mail once a day has read it. */
function endsSoon(expiresAt: string): boolean {
  return Date.parse(expiresAt) - Date.now() < 24 * 3_600_000;
}

/** Offers a link for the person who may create the stack. */
export function shareWithAdministrator(context: ViewContext, review: Review): Part {
  const { messages, state, flow } = context;
  // A link that was shared cannot be shared again.
  if (!mayLaunch(state) || review.link?.parent !== undefined) return nothing;
  const { share: words, language } = messages;
  const { shared } = state;
  if (shared === undefined)
    return html`<section class="panel share">
      <h3 tabindex="-1">${words.title}</h3>
      <p>${words.intro}</p>
      ${problemNote(context, review, state.refusal)}
      ${actionButton(
        state.running === 'share' ? words.making : words.make,
        state.running === 'share',
        () => void flow.share(),
        '',
      )}
    </section>`;
  const until = dayAndTime(language, shared.expiresAt);
  const mail = new URLSearchParams({
    subject: words.mailSubject(review.vendor.name),
    body: words.mailBody(review.vendor.name, groupedAccount(review.accountId), shared.url, until),
  });
  return html`<section class="panel share">
    <h3 tabindex="-1">${words.link}</h3>
    <div class="block">
      <pre tabindex="0" role="group" aria-label=${words.link}><code>${shared.url}</code></pre>
    </div>
    ${
      endsSoon(shared.expiresAt)
        ? html`<p class="note warn">${words.untilSoon(until)}</p>`
        : html`<p>${words.until(until)}</p>`
    }
    <div class="actions">
      ${copyButton(context, 'shared', words.link, shared.url)}
      <a class="button" href=${`mailto:?${mail.toString().replaceAll('+', '%20')}`}>${words.mail}</a>
      <button
        type="button"
        @click=${() => {
          flow.forgetShared();
        }}
      >
        ${words.hide}
      </button>
    </div>
  </section>`;
}
