import { html, nothing } from 'lit';
import type { Onboarding, Resource } from '../../../client/index.ts';
import { hashOf } from '../address.ts';
import { alertsOf, type Alert } from '../alerts.ts';
import { groupedAccount, number } from '../format.ts';
import { keyRows } from '../keyRows.ts';
import { messages } from '../messages.ts';
import type { AdminContext, Opened } from '../state.ts';
import { actions } from './actions.ts';
import { deliveries } from './deliveries.ts';
import { hasHealth, health } from './health.ts';
import { keyDialog } from './keyDialog.ts';
import { keys } from './keys.ts';
import { offboardDialog } from './offboardDialog.ts';
import { commandBlock, facts, foreign, heading, statusBadge, table, time, timeFrom, type Part } from './parts.ts';
import { steps } from './steps.ts';
import { timeline } from './timeline.ts';

const texts = messages.onboarding;

/** One onboarding: its state, what it waits for, what can be done, and everything that happened. */
export function onboarding(context: AdminContext, id: string): Part {
  const { opened } = context.state;
  const back = html`<p><a href=${hashOf({ name: 'list', filters: {} })}>← ${messages.back}</a></p>`;
  if (opened === undefined)
    return html`${back} ${heading(html`<span class="id">${id}</span>`)}
    ${context.state.isLoading ? html`<p>${messages.loading}</p>` : nothing}`;
  return html`${back} ${view(context, opened)}`;
}

function view(context: AdminContext, opened: Opened): Part {
  const { onboarding: shown } = opened;
  const { keyQuestion } = context.state;
  return html`
    ${heading(html`<span class="id">${shown.id}</span> ${statusBadge(shown.status)}`)}
    <p>${messages.meanings[shown.status]}</p>
    ${alertsOf(shown, opened.health, context).map(alert)} ${problem(shown)}
    <div class="columns">
      <section class="panel">
        <h3>${texts.waits}</h3>
        ${waits(shown, context.now)}
        <h3 class="further">${texts.actions}</h3>
        ${actions(context, opened)}
      </section>
      <section class="panel">
        <h3>${texts.facts}</h3>
        ${factsOf(shown)}
      </section>
    </div>
    ${
      keyRows(shown, opened.health, context.now).length === 0
        ? nothing
        : html`<section class="panel">
            <h3>${messages.keys.heading}</h3>
            ${keys(context, opened)}
          </section>`
    }
    ${
      hasHealth(shown.status)
        ? html`<section class="panel">
            <h3>${messages.health.heading}</h3>
            ${health(context, opened)}
          </section>`
        : nothing
    }
    <section class="panel">
      <h3>${messages.steps.heading}</h3>
      ${steps(shown.steps, context.now)}
    </section>
    <section class="panel">
      <h3>${texts.timeline}</h3>
      ${timeline(opened)}
    </section>
    <section class="panel">
      <h3>${messages.deliveries.heading}</h3>
      ${deliveries(context, opened)}
    </section>
    <section class="panel">
      <h3>${texts.receipt}</h3>
      ${receipt(shown.receipt?.resources ?? [])}
      ${
        shown.removalScript === undefined
          ? nothing
          : html`<details>
              <summary>${texts.script}</summary>
              <pre tabindex="0" role="group" aria-label=${texts.script}>${shown.removalScript}</pre>
            </details>`
      }
    </section>
    ${context.state.confirmation === undefined ? nothing : offboardDialog(context, shown)}
    ${keyQuestion === undefined ? nothing : keyDialog(context, opened, keyQuestion)}
  `;
}

function alert({ tone, title, text, command }: Alert): Part {
  return html`<section class="notice ${tone}">
    <h3>${foreign(title)}</h3>
    ${text === '' ? nothing : html`<p>${foreign(text)}</p>`}
    ${command === undefined ? nothing : commandBlock(title, command)}
  </section>`;
}

function problem({ problem: found, status }: Onboarding): Part {
  if (found === undefined) return nothing;
  return html`<section class="notice ${status === 'awaiting_access' ? 'warn' : 'bad'}">
    <h3>${texts.problem}: ${foreign(found.title)}</h3>
    <p>${foreign(found.detail)}</p>
    ${(found.errors ?? []).map((each) => html`<p><code>${each.pointer}</code> ${foreign(each.detail)}</p>`)}
  </section>`;
}

/** What the onboarding waits for, and until when. */
function waits({ waiting, next }: Onboarding, now: number): Part {
  if (waiting === undefined && next === undefined) return html`<p>${texts.waitsForNothing}</p>`;
  return html`${
    waiting === undefined
      ? nothing
      : html`<p>
            ${foreign(waiting.reason)}${waiting.code === undefined ? nothing : html` (<code>${waiting.code}</code>)`}
          </p>
          ${facts([
            [texts.since, timeFrom(waiting.since, now)],
            [texts.until, timeFrom(waiting.until, now)],
          ])}`
  }
  ${
    next === undefined || (waiting !== undefined && next.action === 'continue')
      ? nothing
      : html`<p>${texts.next[next.action]}: ${timeFrom(next.at, now)}.</p>`
  }`;
}

function factsOf({ tenantId, accountId, blueprint, parameters, createdAt, updatedAt, attempts }: Onboarding): Part {
  const given = Object.entries(parameters).filter(([, value]) => value !== null);
  return facts([
    [
      texts.tenant,
      html`${foreign(tenantId)} <a href=${hashOf({ name: 'list', filters: { tenantId } })}>${texts.ofTenant}</a>`,
    ],
    [
      texts.account,
      html`<span class="id account">${groupedAccount(accountId)}</span>
        <a href=${hashOf({ name: 'list', filters: { accountId } })}>${texts.ofAccount}</a>`,
    ],
    [texts.blueprint, foreign(blueprint)],
    [
      texts.parameters,
      given.length === 0
        ? nothing
        : given.map(([name, value]) => html`<div>${foreign(`${name}: ${valueText(value)}`)}</div>`),
    ],
    [texts.created, time(createdAt)],
    [texts.updated, time(updatedAt)],
    [texts.attempts, number(attempts)],
  ]);
}

/** Returns the value of a parameter as a text. A tag is `key=value`. */
function valueText(value: Onboarding['parameters'][string]): string {
  if (!Array.isArray(value)) return String(value);
  return value.map((each) => (typeof each === 'string' ? each : `${each.key}=${each.value}`)).join(', ');
}

function receipt(resources: readonly Resource[]): Part {
  if (resources.length === 0) return html`<p>${texts.receiptEmpty}</p>`;
  const { type, arn, status, reason } = texts.receiptColumns;
  return table(
    texts.receipt,
    [type, status, arn, reason],
    resources.map((each) => [
      each.type,
      each.status,
      html`<span class="id">${foreign(each.arn)}</span>${
          'accessKeyId' in each ? html`<br /><span class="id">${each.accessKeyId}</span>` : nothing
        }`,
      'reason' in each ? foreign(each.reason) : nothing,
    ]),
  );
}
