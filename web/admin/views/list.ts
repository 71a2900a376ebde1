import { html, nothing } from 'lit';
import type { Onboarding, StatusCounts } from '../../../client/index.ts';
import { hashOf, viewOfSearch, type Filters, type SearchKind } from '../address.ts';
import { groupedAccount } from '../format.ts';
import { messages } from '../messages.ts';
import type { AdminContext } from '../state.ts';
import { actionButton, day, foreign, heading, statusBadge, table, time, type Part } from './parts.ts';

const texts = messages.list;
/** The days before `rotateBy` in which the API reports a key with `credentials.rotation_due`. */
const soonDays = 14;
const kinds = ['tenant', 'account', 'onboarding'] as const satisfies readonly SearchKind[];

/** The counts by status, the search, and a page of the list. */
export function list(context: AdminContext, filters: Filters): Part {
  const { counts, listed } = context.state;
  return html`
    ${heading(texts.heading)} ${counts === undefined ? nothing : statuses(counts, filters)} ${search(context)}
    ${active(filters)} ${listed === undefined ? html`<p>${messages.loading}</p>` : rows(context, filters)}
  `;
}

function statuses({ statuses: counts }: StatusCounts, filters: Filters): Part {
  const { status: selected, rotateWithin: _, ...others } = filters;
  return html`<nav aria-label=${texts.statuses}>
    <ul class="statuses">
      <li>
        <a
          href=${hashOf({ name: 'list', filters: others })}
          aria-current=${selected === undefined && filters.rotateWithin === undefined ? 'true' : nothing}
          >${texts.all}</a
        >
      </li>
      ${counts.map(
        ({ status, count, atLeast }) =>
          html`<li>
            <a
              href=${hashOf({ name: 'list', filters: { ...others, status } })}
              class=${count === 0 ? 'zero' : ''}
              aria-current=${selected === status ? 'true' : nothing}
              >${statusBadge(status)} <span class="count">${texts.count(count, atLeast)}</span></a
            >
          </li>`,
      )}
      <li>
        <a
          href=${hashOf({ name: 'list', filters: { ...others, rotateWithin: soonDays } })}
          aria-current=${filters.rotateWithin === soonDays ? 'true' : nothing}
          >${texts.toRotate(soonDays)}</a
        >
      </li>
    </ul>
  </nav>`;
}

function search({ go }: AdminContext): Part {
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!(event.target instanceof HTMLFormElement)) return;
    const selected = event.target.querySelector('select')?.value;
    const kind = kinds.find((each) => each === selected) ?? 'tenant';
    const field = event.target.querySelector('input');
    const view = viewOfSearch(kind, field?.value ?? '');
    if (view === undefined) field?.focus();
    else go(view);
  };
  return html`<form role="search" class="search" aria-label=${texts.search} @submit=${onSubmit}>
    <div>
      <label for="kind">${texts.searchFor}</label>
      <select id="kind">
        ${kinds.map((kind) => html`<option value=${kind}>${texts.kinds[kind]}</option>`)}
      </select>
    </div>
    <div class="wide">
      <label for="query">${texts.query}</label>
      <input id="query" type="search" autocomplete="off" autocapitalize="off" spellcheck="false" />
    </div>
    <button type="submit" class="primary">${texts.submit}</button>
  </form>`;
}

/** Which filters the list has, and the link that removes them. */
function active({ status, tenantId, accountId, rotateWithin }: Filters): Part {
  if ([status, tenantId, accountId, rotateWithin].every((each) => each === undefined)) return nothing;
  return html`<p class="filters">
    ${status === undefined ? nothing : html`<span>${texts.filter.status}: ${statusBadge(status)}</span>`}
    ${tenantId === undefined ? nothing : html`<span>${texts.filter.tenantId}: <b>${foreign(tenantId)}</b></span>`}
    ${accountId === undefined ? nothing : html`<span>${texts.filter.accountId}: <b>${foreign(accountId)}</b></span>`}
    ${rotateWithin === undefined ? nothing : html`<span>${texts.toRotate(rotateWithin)}</span>`}
    <a href=${hashOf({ name: 'list', filters: {} })}>${texts.clear}</a>
  </p>`;
}

function rows({ state: { listed, isLoading }, now, newerPage, olderPage }: AdminContext, filters: Filters): Part {
  if (listed === undefined) return nothing;
  const { page, cursors } = listed;
  if (page.onboardings.length === 0) return html`<p>${texts.empty}</p>`;
  const { id, status, tenant, account, blueprint } = texts.columns;
  return html`${table(
      filters.rotateWithin === undefined ? texts.caption : texts.captionToRotate,
      [id, status, tenant, account, blueprint, texts.rotateBy, texts.updated],
      page.onboardings.map((each) => row(each, now)),
    )}
    <nav class="pages" aria-label=${texts.pages}>
      ${cursors.length > 1 ? actionButton(texts.previous, isLoading, newerPage) : nothing}
      <span>${texts.shown(page.onboardings.length, cursors.length)}</span>
      ${page.cursor === null ? nothing : actionButton(texts.next, isLoading, olderPage)}
    </nav>`;
}

const row = (
  { id, status, tenantId, accountId, blueprint, rotateBy, updatedAt }: Onboarding,
  now: number,
): readonly unknown[] => [
  html`<a class="id" href=${hashOf({ name: 'onboarding', id })}>${id}</a>`,
  statusBadge(status),
  html`<a href=${hashOf({ name: 'list', filters: { tenantId } })}>${foreign(tenantId)}</a>`,
  html`<a class="id" href=${hashOf({ name: 'list', filters: { accountId } })}>${groupedAccount(accountId)}</a>`,
  foreign(blueprint),
  rotateBy === undefined
    ? nothing
    : html`${day(rotateBy)}${Date.parse(rotateBy) <= now ? html` <span class="badge bad">${texts.overdue}</span>` : nothing}`,
  time(updatedAt),
];
