import { html, nothing, type TemplateResult } from 'lit';
import type { Onboarding } from '../../../client/index.ts';
import { timeOfDay } from '../../messages/format.ts';
import type { ViewContext } from './context.ts';
import { details, heading, type Part } from './parts.ts';

/** The steps while Latchkey works, and what it waits for. */
export function workingView(context: ViewContext, onboarding: Onboarding): TemplateResult {
  const { watch: words } = context.messages;
  return html`<section class="panel">
    ${heading(words.title)}
    <p>${words.intro}</p>
    ${delay(context, onboarding)}
    ${
      onboarding.steps.length === 0
        ? nothing
        : html`<h3>${words.steps}</h3>
            ${stepList(context, onboarding)}`
    }
  </section>`;
}

/** Says that AWS is late. What AWS answered is one click away. */
function delay(context: ViewContext, { waiting }: Onboarding): Part {
  if (waiting === undefined) return nothing;
  const { watch: words, language } = context.messages;
  return html`<div class="note warn">
    <p>${words.lag}</p>
    <p>${words.lagSince(timeOfDay(language, waiting.since))} ${words.lagUntil(timeOfDay(language, waiting.until))}</p>
    ${details(context, waiting.reason)}
  </div>`;
}

const marks = { pending: '○', running: '●', done: '✓', failed: '✕' } as const;

/**
 * Returns what a screen reader says while Latchkey works: that AWS is late, or else which step runs. Empty: nothing. Times
 * are not in it, because a text that is new is said again.
 */
export function announcement({ messages: { watch: words } }: ViewContext, { waiting, steps }: Onboarding): string {
  if (waiting !== undefined) return words.lag;
  const at = steps.findIndex(({ status }) => status === 'running');
  const running = steps[at];
  return running === undefined ? '' : words.runs(words.step(running.name), at + 1, steps.length);
}

/** The steps, each with its state. One that has ended says how long it took. */
export function stepList({ messages: { watch: words } }: ViewContext, { steps }: Onboarding): TemplateResult {
  return html`<ul class="steps">
    ${steps.map(
      ({ name, status, startedAt, endedAt }) =>
        html`<li class=${status}>
          <span class="mark" aria-hidden="true">${marks[status]}</span>
          <span class="name">${words.step(name)}<span class="visually-hidden">: ${words.states[status]}</span></span>
          ${time(words, startedAt, endedAt)}
        </li>`,
    )}
  </ul>`;
}

function time(words: ViewContext['messages']['watch'], startedAt: string | null, endedAt: string | null): Part {
  if (startedAt === null || endedAt === null) return nothing;
  return html`<span class="muted">${words.took((Date.parse(endedAt) - Date.parse(startedAt)) / 1000)}</span>`;
}
