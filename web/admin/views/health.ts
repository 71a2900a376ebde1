import { html, nothing } from 'lit';
import type { OnboardingHealth, Status } from '../../../client/index.ts';
import { messages } from '../messages.ts';
import type { AdminContext, Opened } from '../state.ts';
import { actionButton, facts, foreign, time, timeFrom, type Part } from './parts.ts';

const texts = messages.health;

type Item = OnboardingHealth['items'][number];
type Difference = NonNullable<Item['differences']>[number];

const tones = {
  as_planned: 'good',
  drifted: 'bad',
  incomplete: 'busy',
  access_lost: 'bad',
  none: 'calm',
} as const satisfies Record<keyof typeof texts.results, string>;

/** Whether there is something to compare with the plan. While a process works on the onboarding, the API refuses a look. */
const canLook = (status: Status): boolean => status === 'ready' || status === 'claimed';

/** Whether the health of an onboarding in this status is shown. */
export const hasHealth = (status: Status): boolean => canLook(status) || status === 'rotating' || status === 'updating';

/** What the last look at the account found: what differs, what is not known, and the buttons that look again. */
export function health(context: AdminContext, { onboarding, health: found }: Opened): Part {
  const { items, checkedAt, nextLookAt } = found;
  const result = found.result ?? 'none';
  const drifted = items.filter(({ state }) => state === 'drifted');
  const unknown = items.filter(({ state }) => state === 'unknown' || state === 'not_checked');
  const planned = items.filter(({ state }) => state === 'as_planned');
  return html`
    <p><span class="badge ${tones[result]}">${texts.results[result]}</span> ${texts.meanings[result]}</p>
    ${facts([
      [texts.lookedAt, checkedAt === null ? nothing : timeFrom(checkedAt, context.now)],
      [texts.nextLook, nextLookAt === undefined ? nothing : timeFrom(nextLookAt, context.now)],
    ])}
    ${canLook(onboarding.status) ? buttons(context, onboarding.id) : nothing}
    ${
      drifted.length === 0
        ? nothing
        : html`<h4>${texts.drift}</h4>
            <ul class="goes" role="list">
              ${drifted.flatMap((item) => (item.differences ?? []).map((each) => drift(item, each)))}
            </ul>`
    }
    ${
      unknown.length === 0
        ? nothing
        : html`<h4>${texts.unknown}</h4>
            ${lines(unknown)}`
    }
    ${
      planned.length === 0
        ? nothing
        : html`<details>
            <summary>${texts.planned(planned.length)}</summary>
            ${lines(planned)}
          </details>`
    }
  `;
}

function buttons({ state: { running }, look }: AdminContext, id: string): Part {
  const button = (label: string, probesTrust: boolean) =>
    actionButton(label, running !== undefined, () => {
      look(id, probesTrust);
    });
  return html`<div class="buttons">${button(texts.look, false)} ${button(texts.probe, true)}</div>
    <p class="muted">${texts.probeNote}</p>
    ${running === 'look' ? html`<p><progress aria-label=${texts.looking}></progress> ${texts.looking}</p>` : nothing}`;
}

function drift({ kind, subject }: Item, { what, expected, found, repair, why, toDo }: Difference): Part {
  return html`<li>
    <p><b>${texts.kinds[kind]}: ${texts.differences[what]}</b> <span class="id">${foreign(subject)}</span></p>
    ${facts([
      [texts.expected, expected === undefined ? undefined : html`<span class="id">${foreign(expected)}</span>`],
      [texts.found, found === undefined ? undefined : html`<span class="id">${foreign(found)}</span>`],
      [texts.repair, texts.repairs[repair]],
      [texts.why, foreign(why)],
      [texts.toDo, withCommand(toDo)],
    ])}
  </li>`;
}

/** What to do often ends with a command of the AWS CLI. */
function withCommand(toDo: string): Part {
  const [, text, command] = /^(.*?)(\baws [a-z][\w-]* .*)$/su.exec(toDo) ?? [];
  if (text === undefined || command === undefined) return foreign(toDo);
  return html`${foreign(text)}<code><bdi>${foreign(command)}</bdi></code>`;
}

const lines = (items: readonly Item[]): Part =>
  html`<ul class="goes" role="list">
    ${items.map(
      ({ kind, subject, state, reason, checkedAt }) =>
        html`<li>
          <b>${texts.kinds[kind]}</b>${state === 'not_checked' ? html` (${texts.notChecked})` : nothing}
          <span class="id">${foreign(subject)}</span>${reason === undefined ? nothing : html` ${foreign(reason)}`}${
            checkedAt === undefined ? nothing : html` <span class="muted">${texts.tried} ${time(checkedAt)}</span>`
          }
        </li>`,
    )}
  </ul>`;
