import { html, nothing, svg } from 'lit';
import type { Step } from '../../../client/index.ts';
import { duration, number, plainText } from '../format.ts';
import { messages } from '../messages.ts';
import { foreign, table, time, type Part } from './parts.ts';

const texts = messages.steps;

/**
 * The sizes of the picture, in CSS pixels, and the shortest bar in percent. The width is that of the page, so that the
 * text keeps its size.
 */
const rowHeight = 32;
const labelHeight = 16;
const shortestBar = 0.5;

/** The steps of an onboarding: a picture of when each ran, and the same as a table. @param now epoch ms */
export function steps(shown: readonly Step[], now: number): Part {
  if (shown.length === 0) return html`<p>${messages.onboarding.timelineEmpty}</p>`;
  const { name, status, started, took, attempts, calls, waited } = texts.columns;
  return html`${picture(shown, now)}
  ${table(
    texts.table,
    [name, status, started, took, attempts, calls, waited],
    shown.map((step) => [
      foreign(step.name),
      html`<span class="step ${step.status}">${texts.statuses[step.status]}</span>`,
      step.startedAt === null ? nothing : time(step.startedAt),
      timeOf(step, now),
      step.attempts === undefined ? nothing : number(step.attempts),
      callsOf(step),
      step.waitedMs === undefined ? nothing : duration(step.waitedMs),
    ]),
  )}`;
}

function callsOf({ calls, retries = 0 }: Step): string | typeof nothing {
  if (calls === undefined) return nothing;
  return retries === 0 ? number(calls) : texts.withRetries(number(calls), number(retries));
}

function timeOf({ startedAt, endedAt, status }: Step, now: number): string {
  if (startedAt === null) return '';
  if (endedAt !== null) return duration(Date.parse(endedAt) - Date.parse(startedAt));
  return status === 'running' ? duration(Math.max(0, now - Date.parse(startedAt))) : '';
}

/** Returns when a step began and ended (epoch ms), for a step that has begun. */
function spanOf(step: Step, now: number) {
  if (step.startedAt === null) return [];
  const from = Date.parse(step.startedAt);
  return [{ step, from, to: step.endedAt === null ? Math.max(from, now) : Date.parse(step.endedAt) }];
}

/**
 * One bar for each step that has begun. The steps of a claim or a removal begin hours after the others, so each group of
 * steps without a pause of a minute has a picture of its own.
 */
function picture(shown: readonly Step[], now: number): Part {
  const spans = shown.flatMap((step) => spanOf(step, now)).toSorted((one, other) => one.from - other.from);
  const groups: (typeof spans)[] = [];
  for (const span of spans) {
    const group = groups.at(-1);
    const end = Math.max(...(group ?? []).map(({ to }) => to));
    if (group === undefined || span.from - end > 60_000) groups.push([span]);
    else group.push(span);
  }
  return html`${groups.map(chart)}`;
}

function chart(spans: readonly ReturnType<typeof spanOf>[number][]): Part {
  const begin = Math.min(...spans.map(({ from }) => from));
  const end = Math.max(...spans.map(({ to }) => to));
  const scale = 100 / Math.max(1, end - begin);
  const summary = texts.summary(spans.length, duration(end - begin));
  return html`<svg
    class="chart"
    role="img"
    aria-label="${texts.picture}. ${summary}"
    height=${spans.length * rowHeight}
  >
    ${spans.map(({ step, from, to }, index) => {
      const x = Math.min((from - begin) * scale, 100 - shortestBar);
      const length = Math.max(shortestBar, (to - from) * scale);
      const y = index * rowHeight;
      return svg`<text x="0" y=${y + labelHeight - 2} class="label">${plainText(step.name)} · ${duration(to - from)}</text>
        <rect x="0" y=${y + labelHeight + 2} width="100%" height="6" class="track"></rect>
        <rect x="${x}%" y=${y + labelHeight + 2} width="${length}%" height="6" class="bar ${step.status}"></rect>`;
    })}
  </svg>`;
}
