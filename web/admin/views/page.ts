import { html, nothing } from 'lit';
import { hashOf, type View } from '../address.ts';
import { timeZone } from '../format.ts';
import { messages } from '../messages.ts';
import type { AdminContext } from '../state.ts';
import { list } from './list.ts';
import { onboarding } from './onboarding.ts';
import { actionButton, heading, type Part } from './parts.ts';
import { signIn } from './signIn.ts';
import { stepTimes } from './stepTimes.ts';
import { stops } from './stops.ts';

const tabs: readonly { readonly label: string; readonly view: View }[] = [
  { label: messages.views.list, view: { name: 'list', filters: {} } },
  { label: messages.views.steps, view: { name: 'steps' } },
  { label: messages.views.stops, view: { name: 'stops' } },
];

/** The whole page. */
export function page(context: AdminContext): Part {
  const { phase, notice, isLoading, running } = context.state;
  const isBusy = isLoading || running !== undefined;
  return html`
    <header>
      <h1>${messages.title}</h1>
      ${phase === 'signed-in' ? navigation(context) : nothing}
    </header>
    <main aria-busy=${isBusy ? 'true' : 'false'}>
      <p class="live" role="status">
        ${notice?.kind === 'good' ? html`<span class="notice good">${notice.text}</span>` : nothing}${isBusy && notice === undefined ? html`<span class="visually-hidden">${running === undefined ? messages.loading : messages.working}</span>` : nothing}
      </p>
      <div role="alert">
        ${notice?.kind === 'bad' ? html`<p class="notice bad"><bdi>${notice.text}</bdi></p>` : nothing}
      </div>
      ${content(context)}
    </main>
  `;
}

function navigation({ state: { view }, refresh, signOut, state }: AdminContext): Part {
  const shown = view.name === 'onboarding' ? 'list' : view.name;
  return html`<nav aria-label=${messages.views.label}>
      <ul>
        ${tabs.map(
          (tab) =>
            html`<li>
              <a href=${hashOf(tab.view)} aria-current=${tab.view.name === shown ? 'page' : nothing}>${tab.label}</a>
            </li>`,
        )}
      </ul>
    </nav>
    <div class="tools">
      <span class="muted">${messages.zone(timeZone())}</span>
      ${actionButton(messages.refresh, state.isLoading, refresh)} ${actionButton(messages.signOut, false, signOut)}
    </div>`;
}

function content(context: AdminContext): Part {
  const { phase, view } = context.state;
  switch (phase) {
    case 'checking':
      return html`<p>${messages.loading}</p>`;
    case 'unreachable':
      return html`<section class="panel">
        ${heading(messages.unreachable.heading)} ${actionButton(messages.unreachable.again, false, context.retryCheck)}
      </section>`;
    case 'off':
      return html`<section class="panel">
        ${heading(messages.off.heading)}
        <p>${messages.off.text}</p>
        <pre tabindex="0" role="group" aria-label=${messages.off.heading}>${messages.off.commands.join('\n')}</pre>
      </section>`;
    case 'signed-out':
      return signIn(context);
    case 'signed-in':
      switch (view.name) {
        case 'list':
          return list(context, view.filters);
        case 'onboarding':
          return onboarding(context, view.id);
        case 'steps':
          return stepTimes(context);
        case 'stops':
          return stops(context);
      }
  }
}
