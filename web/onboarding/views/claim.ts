import { html, type TemplateResult } from 'lit';
import type { Review } from '../../../client/index.ts';
import type { ViewContext } from './context.ts';
import { actionButton, heading } from './parts.ts';
import { problemNote } from './problem.ts';

/** Offers the keys. They are created when the person asks for them, so that somebody is there to store them. */
export function claimView(context: ViewContext, review: Review): TemplateResult {
  const { messages, state, flow, openOwnTab } = context;
  const { claim: words } = messages;
  const count = review.revoke.userNames.length;
  const isRunning = state.running === 'claim';
  return html`<section class="panel">
    ${heading(words.title)}
    ${
      openOwnTab === undefined
        ? html`<p>${words.intro(count)}</p>
            <p class="note warn">${words.warning}</p>
            ${problemNote(context, review, state.refusal)}
            <div class="actions">
              ${actionButton(isRunning ? words.making : words.make(count), isRunning, () => void flow.claim())}
            </div>`
        : html`<p>${words.inFrame}</p>
            <div class="actions">${actionButton(words.openOwnTab, false, openOwnTab)}</div>`
    }
  </section>`;
}
