import { html, nothing, type TemplateResult } from 'lit';
import { dayAndTime, groupedAccount, isolated } from '../../messages/format.ts';
import type { Review } from '../review.ts';
import { mayLaunch } from '../state.ts';
import type { ViewContext } from './context.ts';
import { documents } from './documents.ts';
import { roleAndLimits } from './limits.ts';
import { heading, rich, type Part } from './parts.ts';
import { permissions } from './permissions.ts';
import { cloudTrail, revocation } from './revocation.ts';
import { risks } from './risks.ts';
import { shareWithAdministrator } from './share.ts';

/** What the tenant's administrator decides on: who asks, for what, what it allows, and how to end it. */
export function reviewView(context: ViewContext, review: Review): TemplateResult {
  const { messages, flow, state } = context;
  const { review: words } = messages;
  return html`
    <section class="panel">
      ${heading(messages.stages.review)}
      ${mayLaunch(state) ? nothing : html`<p class="note warn">${words.onlyReads}</p>`}
      <p>${words.intro(review.vendor.name)}</p>
      ${facts(context, review)} ${toShare(context, review)}
    </section>
    <section class="panel">
      ${permissions(context, review)} ${roleAndLimits(context, review)} ${risks(context, review)}
    </section>
    <section class="panel">${creates(context, review)}</section>
    <section class="panel">${revocation(context, review)} ${cloudTrail(context, review)}</section>
    <section class="panel">${documents(context, review)}</section>
    ${
      mayLaunch(state)
        ? html`<div class="actions">
            <button
              type="button"
              class="primary"
              @click=${() => {
                flow.finishReview();
              }}
            >
              ${words.next}
            </button>
          </div>`
        : nothing
    }
    ${shareWithAdministrator(context, review)}
  `;
}

function facts({ messages }: ViewContext, { vendor, link, accountId, preview }: Review): TemplateResult {
  const { review: words, language } = messages;
  const fact = (name: string, value: TemplateResult | string | undefined): Part =>
    value === undefined
      ? nothing
      : html`<dt>${name}</dt>
          <dd>${value}</dd>`;
  const time = (value: string | undefined) => (value === undefined ? undefined : dayAndTime(language, value));
  const account = (id: string, text: string) =>
    html`<span class="account">${groupedAccount(id)}</span>
      <div class="muted">${text}</div>`;
  return html`
    <dl class="facts">
      ${fact(words.vendor, html`<bdi>${vendor.name}</bdi>`)}
      ${fact(words.contact, link?.askedBy === undefined ? undefined : html`<bdi>${link.askedBy}</bdi>`)}
      ${fact(words.vendorAccount, account(vendor.accountId, words.compareAccount(vendor.name)))}
      ${fact(words.yourAccount, account(accountId, words.stackHere))}
      ${fact(words.purpose, html`<span lang="en">${preview.title}</span>`)}
      ${fact(words.setUpBy, words.setUpByText(vendor.name))} ${fact(words.askedOn, time(link?.createdAt))}
      ${fact(words.linkUntil, time(link?.expiresAt))}
    </dl>
    ${link === undefined ? nothing : linkTexts(messages, link, vendor.name)}
  `;
}

/** The message of a link, and who wrote its texts: whoever shares a link can change them. */
function linkTexts(
  { review: words }: ViewContext['messages'],
  { message, askedBy, parent }: NonNullable<Review['link']>,
  vendor: string,
): Part {
  const isShared = parent !== undefined;
  if (message === undefined && (askedBy === undefined || !isShared)) return nothing;
  const author = html`<p class="muted">${isShared ? words.writtenBySharer(vendor) : words.writtenByVendor(vendor)}</p>`;
  if (message === undefined) return author;
  return html`<figure>
    <figcaption class="muted">${words.messageFrom(isolated(askedBy ?? vendor))}</figcaption>
    <blockquote dir="auto" tabindex="0">${message}</blockquote>
    ${author}
  </figure>`;
}

/** Leads to the part at the end of the page, which who is not the administrator needs first. */
function toShare({ messages: { review: words }, state, goTo }: ViewContext, { link }: Review): Part {
  if (!mayLaunch(state) || link?.parent !== undefined) return nothing;
  return html`<p>
    ${words.notAdministrator}
    <button
      type="button"
      class="link"
      @click=${() => {
        goTo('.share h3');
      }}
    >
      ${words.sendLink}
    </button>
  </p>`;
}

function creates({ messages: { review: words } }: ViewContext, { preview, vendor, link }: Review): TemplateResult {
  const { users, groups, policies, managedPolicies } = preview;
  const line = (amount: string, entries: readonly { readonly name: string }[]): Part =>
    entries.length === 0
      ? nothing
      : html`<li>${amount}: ${entries.map(({ name }, at) => html`${at === 0 ? '' : ', '}<code>${name}</code>`)}</li>`;
  return html`
    <h3>${words.creates}</h3>
    <p>${rich(words.byYou(vendor.name, preview.role.name, preview.boundary.name))}</p>
    <p>${words.byVendor(vendor.name)}</p>
    <ul>
      ${line(words.users(users.length), users)} ${line(words.groups(groups.length), groups)}
      ${line(words.policies(policies.length), policies)}
      ${line(words.managedPolicies(managedPolicies.length), managedPolicies)}
      <li>
        ${
          link?.delivers === 'tenant' ? words.keysToTenant(users.length) : words.keysToVendor(users.length, vendor.name)
        }
      </li>
    </ul>
  `;
}
