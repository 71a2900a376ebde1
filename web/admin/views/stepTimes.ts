import { html, svg } from 'lit';
import type { StepTimeList } from '../../../client/index.ts';
import { duration, number, plainText, shownTime } from '../format.ts';
import { messages } from '../messages.ts';
import type { AdminContext } from '../state.ts';
import { foreign, heading, table, type Part } from './parts.ts';

const texts = messages.times;

/** The height of a row of the picture, in CSS pixels. Its width is that of the page, so that its text keeps its size. */
const rowHeight = 38;

type Times = StepTimeList['times'];

/** How long the steps of the newest onboardings took: a picture and a table for each blueprint. */
export function stepTimes({ state: { times } }: AdminContext): Part {
  if (times === undefined)
    return html`${heading(texts.heading)}
      <p>${messages.loading}</p>`;
  const blueprints = [...new Set(times.times.map(({ blueprint }) => blueprint))];
  return html`
    ${heading(texts.heading)}
    ${
      times.since === null || blueprints.length === 0
        ? html`<p>${texts.empty}</p>`
        : html`<p>${texts.what(times.onboardings, shownTime(times.since))}</p>`
    }
    ${blueprints.map((blueprint) => {
      const own = times.times.filter((each) => each.blueprint === blueprint);
      return html`<section class="panel">
        <h3>${foreign(blueprint)}</h3>
        ${picture(blueprint, own)} ${valuesOf(blueprint, own)}
      </section>`;
    })}
  `;
}

const labelOf = (step: string, p50Ms: number, p90Ms: number) =>
  texts.label(plainText(step), duration(p50Ms), duration(p90Ms));

/** For each kind of step a thin bar up to the 90th percentile, and a thick one up to the median. */
function picture(blueprint: string, times: Times): Part {
  const longest = Math.max(1, ...times.map(({ p90Ms }) => p90Ms));
  const lengthOf = (ms: number) => `${Math.max(0.5, (ms / longest) * 100)}%`;
  return html`<svg
      class="chart"
      role="img"
      aria-label="${texts.picture(plainText(blueprint))}. ${times.map(({ step, p50Ms, p90Ms }) => labelOf(step, p50Ms, p90Ms)).join('; ')}"
      height=${times.length * rowHeight}
    >
      ${times.map(
        ({ step, p50Ms, p90Ms }, index) =>
          svg`<text x="0" y=${index * rowHeight + 14} class="label">${plainText(step)} · ${duration(p50Ms)} / ${duration(p90Ms)}</text>
            <rect x="0" y=${index * rowHeight + 20} width=${lengthOf(p90Ms)} height="8" class="bar ninety"></rect>
            <rect x="0" y=${index * rowHeight + 20} width=${lengthOf(p50Ms)} height="8" class="bar median"></rect>`,
      )}
    </svg>
    <p class="legend">
      <span><span class="swatch median"></span> ${texts.median}</span>
      <span><span class="swatch ninety"></span> ${texts.ninety}</span>
    </p>`;
}

function valuesOf(blueprint: string, times: Times): Part {
  const { step, done, failed, p50, p90, p99, max } = texts.columns;
  return table(
    texts.table(plainText(blueprint)),
    [step, done, failed, p50, p90, p99, max],
    times.map((each) => [
      foreign(each.step),
      number(each.count),
      number(each.failed),
      ...[each.p50Ms, each.p90Ms, each.p99Ms, each.maxMs].map(duration),
    ]),
  );
}
