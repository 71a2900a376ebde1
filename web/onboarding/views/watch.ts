import { html, nothing, type TemplateResult } from 'lit';
import type { Onboarding } from '../../../client/index.ts';
import { timeOfDay } from '../../messages/format.ts';
import type { ViewContext } from './context.ts';
import { heading, type Part } from './parts.ts';

/** The steps while Latchkey works, and what it waits for. */
export function workingView(
  context: ViewContext,
  onboarding: Onboarding,
  { title, intro }: { readonly title: string; readonly intro: string },
): TemplateResult {
  const { messages } = context;
  return html`<section class="panel">
    ${heading(title)}
    <p>${intro}</p>
    ${delay(context, onboarding)}
    <h3>${messages.watch.steps}</h3>
    ${stepList(context, onboarding)}
  </section>`;
}

/** Says that AWS is late. What AWS answered is one click away. */
function delay({ messages }: ViewContext, { waiting }: Onboarding): Part {
  if (waiting === undefined) return nothing;
  const { watch: words, language, problem } = messages;
  return html`<div class="note warn" role="status">
    <p>${words.lag}</p>
    <p>${words.lagSince(timeOfDay(language, waiting.since))} ${words.lagUntil(timeOfDay(language, waiting.until))}</p>
    <details>
      <summary>${problem.details}</summary>
      <p lang=${language === 'en' ? nothing : 'en'}>${waiting.reason}</p>
    </details>
  </div>`;
}

const marks = { pending: '·', running: '…', done: '✓', failed: '✕' } as const;

/** The steps, each with its state and how long it took. */
export function stepList({ messages: { watch: words } }: ViewContext, { steps }: Onboarding): TemplateResult {
  return html`<ul class="steps">
    ${steps.map(
      ({ name, status, startedAt, endedAt }) =>
        html`<li class=${status}>
          <span class="mark" aria-hidden="true">${marks[status]}</span>
          <span class="name">${words.step(name)}<span class="visually-hidden">: ${words.states[status]}</span></span>
          ${
            startedAt === null || endedAt === null
              ? nothing
              : html`<span class="muted">${words.took((Date.parse(endedAt) - Date.parse(startedAt)) / 1000)}</span>`
          }
        </li>`,
    )}
  </ul>`;
}
