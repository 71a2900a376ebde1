import { html, nothing } from 'lit';
import { messages } from '../messages.ts';
import type { Opened } from '../state.ts';
import { foreign, statusBadge, time, type Part } from './parts.ts';

const texts = messages.timeline;

/** One thing that happened. */
interface Happening {
  /** ISO 8601, in UTC: sorts as text. */
  readonly at: string;
  readonly kind: string;
  readonly what: Part;
}

/** Everything that happened, newest first: requests and transitions, starts and ends of steps, tries to deliver events. */
export function timeline(opened: Opened): Part {
  const happenings = [...requestsOf(opened), ...stepsOf(opened), ...deliveriesOf(opened)];
  if (happenings.length === 0) return html`<p>${messages.onboarding.timelineEmpty}</p>`;
  const newestFirst = happenings.toSorted((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0));
  return html`<ol class="timeline" role="list">
    ${newestFirst.map(
      ({ at, kind, what }) => html`<li><span class="kind">${kind}</span> ${time(at)} <span>${what}</span></li>`,
    )}
  </ol>`;
}

const requestsOf = ({ trail }: Opened): readonly Happening[] =>
  trail.events.map(({ time: at, caller, action, outcome, problem, requestId, key }) => ({
    at,
    kind: texts.request,
    what: html`<b>${action}</b> ${texts.by} ${foreign(caller)}, ${texts.outcome}
      ${statusBadge(outcome)}${
        problem === undefined ? nothing : html` <code>${problem.replace('urn:latchkey:problem:', '')}</code>`
      }${
        key === undefined
          ? nothing
          : html` <span class="id">${key.accessKeyId}</span> ${texts.key[key.change]}${
                key.reason === undefined ? nothing : html`: ${foreign(key.reason)}`
              }`
      } <span class="muted">${texts.requestId} ${foreign(requestId)}</span>`,
  }));

function stepsOf({ onboarding: { steps } }: Opened): readonly Happening[] {
  return steps.flatMap(({ name, status, startedAt, endedAt, attempts = 1 }): readonly Happening[] => [
    ...(startedAt === null
      ? []
      : [
          {
            at: startedAt,
            kind: texts.step,
            what: html`${foreign(name)} ${texts.started}${attempts > 1 ? html` (${texts.starts(attempts)})` : nothing}`,
          },
        ]),
    ...(endedAt === null || (status !== 'done' && status !== 'failed')
      ? []
      : [
          {
            at: endedAt,
            kind: texts.step,
            what: html`${foreign(name)} <span class="step ${status}">${texts[status]}</span>`,
          },
        ]),
  ]);
}

const deliveriesOf = ({ deliveries }: Opened): readonly Happening[] =>
  deliveries.deliveries.flatMap(({ type, tries }) =>
    tries.map(({ time: at, status, error }) => ({
      at,
      kind: texts.event,
      what: html`${texts.delivery} ${type}:
      ${status === undefined ? foreign(error ?? messages.deliveries.noAnswer) : html`${texts.answered} ${status}`}`,
    })),
  );
