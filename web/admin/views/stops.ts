import { html, nothing } from 'lit';
import type { Stops } from '../../../client/index.ts';
import { messages } from '../messages.ts';
import type { AdminContext } from '../state.ts';
import { actionButton, foreign, heading, table, time, type Part } from './parts.ts';

const texts = messages.stops;

/** What is stopped, the form that stops requests, and what operators did last. */
export function stops(context: AdminContext): Part {
  const { stops: found } = context.state;
  return html`
    ${heading(texts.heading)}
    <p>${texts.what}</p>
    ${found === undefined ? html`<p>${messages.loading}</p>` : stopped(context, found)} ${form(context)}
    ${found === undefined || found.actions.length === 0 ? nothing : trail(found)}
  `;
}

function stopped({ state, allow }: AdminContext, found: Stops): Part {
  if (found.stops.length === 0) return html`<p>${texts.nothing}</p>`;
  const { scope, reason, since, by, action } = texts.columns;
  return table(
    texts.caption,
    [scope, reason, since, by, action],
    found.stops.map((each) => [
      foreign(each.scope),
      foreign(each.reason),
      time(each.since),
      foreign(each.caller),
      actionButton(
        texts.allow,
        state.running !== undefined,
        () => {
          allow(each.scope);
        },
        { name: texts.allowFor(each.scope) },
      ),
    ]),
  );
}

function form({ state: { running, view }, stop }: AdminContext): Part {
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!(event.target instanceof HTMLFormElement) || running !== undefined) return;
    const [scope, reason] = [...event.target.querySelectorAll('input')].map(({ value }) => value.trim());
    if (scope !== undefined && reason !== undefined && scope !== '' && reason !== '') stop(scope, reason);
  };
  return html`<section class="panel narrow">
    <h3>${texts.form}</h3>
    <form @submit=${onSubmit}>
      <label for="scope">${texts.scope}</label>
      <input
        id="scope"
        required
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        aria-describedby="scope-help"
        value=${view.name === 'stops' ? (view.scope ?? '') : ''}
      />
      <p id="scope-help" class="muted">${texts.scopeHelp}</p>
      <label for="reason">${texts.reason}</label>
      <input id="reason" required autocomplete="off" aria-describedby="reason-help" />
      <p id="reason-help" class="muted">${texts.reasonHelp}</p>
      <button type="submit" class="danger" aria-disabled=${running === undefined ? 'false' : 'true'}>
        ${texts.submit}
      </button>
    </form>
  </section>`;
}

function trail({ actions }: Stops): Part {
  const { time: at, action, scope, reason, by } = texts.trailColumns;
  return html`<h3>${texts.trail}</h3>
    ${table(
      texts.trail,
      [at, action, scope, reason, by],
      actions.map((each) => [
        time(each.time),
        each.action,
        foreign(each.scope ?? ''),
        foreign(each.reason ?? ''),
        foreign(each.caller),
      ]),
    )}`;
}
