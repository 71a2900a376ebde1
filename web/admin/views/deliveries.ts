import { html, nothing } from 'lit';
import type { Delivery } from '../../../client/index.ts';
import { number } from '../format.ts';
import { messages } from '../messages.ts';
import type { AdminContext, Opened } from '../state.ts';
import { actionButton, facts, foreign, table, time, timeFrom, type Part } from './parts.ts';

const texts = messages.deliveries;

/** The webhook events of an onboarding, each with its last try and a button that sends it again. */
export function deliveries(context: AdminContext, { onboarding: { id }, deliveries: found }: Opened): Part {
  const { webhook } = found;
  if (webhook === null) return html`<p>${texts.noWebhook}</p>`;
  const { type, state, tries, last, action } = texts.columns;
  return html`
    ${facts([[texts.to, foreign(webhook.url)]])}
    ${webhook.isOff ? html`<p class="notice warn">${texts.off}</p>` : nothing}
    ${
      found.deliveries.length === 0
        ? html`<p>${texts.empty}</p>`
        : table(
            texts.heading,
            [type, state, tries, last, action],
            found.deliveries.map((each) => row(context, id, each)),
          )
    }
  `;
}

function row({ state, redeliver, now }: AdminContext, id: string, delivery: Delivery): readonly unknown[] {
  const { webhookId, type, tries, nextTryAt } = delivery;
  return [
    html`${type}<br /><span class="muted">${time(delivery.time)}</span>`,
    html`${texts.states[delivery.state]}${
      nextTryAt === undefined
        ? nothing
        : html`<br /><span class="muted">${texts.nextTry}: ${timeFrom(nextTryAt, now)}</span>`
    }`,
    number(tries.length),
    lastTry(delivery),
    actionButton(
      texts.again,
      state.running !== undefined,
      () => {
        redeliver(id, webhookId);
      },
      { name: texts.againFor(type) },
    ),
  ];
}

function lastTry({ tries }: Delivery): Part {
  const last = tries.at(-1);
  if (last === undefined) return nothing;
  const { status, answer, error } = last;
  return html`${status ?? texts.noAnswer}${error === undefined ? nothing : html`: ${foreign(error)}`}${
    answer === undefined || answer === '' ? nothing : html`<br /><span class="muted">${foreign(answer)}</span>`
  }`;
}
