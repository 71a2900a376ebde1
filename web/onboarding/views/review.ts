import { html, nothing, type TemplateResult } from 'lit';
import { dayAndTime, groupedAccount, isolated } from '../../messages/format.ts';
import type { Review } from '../review.ts';
import { mayLaunch } from '../state.ts';
import type { ViewContext } from './context.ts';
import { documents } from './documents.ts';
import { heading, type Part } from './parts.ts';
import { permissions } from './permissions.ts';
import { risks } from './risks.ts';
import { shareWithAdministrator } from './share.ts';

/** What the tenant's administrator decides on: who asks, for what, what it allows, and how to end it. */
export function reviewView(context: ViewContext, review: Review): TemplateResult {
  const { messages, flow, state } = context;
  return html`
    <section class="panel">
      ${heading(messages.stages.review)}
      <p>${messages.review.intro(review.vendor.name)}</p>
      ${whoAsks(context, review)}
    </section>
    <section class="panel">${creates(context, review)}</section>
    <section class="panel">
      ${permissions(context, review)} ${mayNot(context, review)} ${risks(context, review)}
    </section>
    <section class="panel">${revocation(context, review)}</section>
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
              ${messages.review.next}
            </button>
          </div>`
        : html`<p class="note">${messages.review.cannotLaunch}</p>`
    }
    ${shareWithAdministrator(context, review)}
  `;
}

function whoAsks({ messages }: ViewContext, { vendor, link, accountId, preview }: Review): TemplateResult {
  const { review: words, language } = messages;
  return html`
    <dl class="facts">
      <dt>${words.who}</dt>
      <dd><bdi>${vendor.name}</bdi></dd>
      ${
        link?.askedBy === undefined
          ? nothing
          : html`<dt>${words.askedBy}</dt>
              <dd><bdi>${link.askedBy}</bdi></dd>`
      }
      ${
        link?.createdAt === undefined
          ? nothing
          : html`<dt>${words.askedOn}</dt>
              <dd>${dayAndTime(language, link.createdAt)}</dd>`
      }
      <dt>${words.vendorAccount}</dt>
      <dd><span class="account">${groupedAccount(vendor.accountId)}</span></dd>
      <dt>${words.yourAccount}</dt>
      <dd>
        <span class="account">${groupedAccount(accountId)}</span>
        <div class="muted">${words.signIn(groupedAccount(accountId))}</div>
      </dd>
      <dt>${words.purpose}</dt>
      <dd lang="en">${preview.title}</dd>
      ${
        link === undefined
          ? nothing
          : html`<dt>${words.linkUntil}</dt>
              <dd>${dayAndTime(language, link.expiresAt)}</dd>`
      }
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

function creates({ messages: { review: words } }: ViewContext, { preview }: Review): TemplateResult {
  const { users, groups, policies, managedPolicies } = preview;
  const line = (amount: string, names: readonly string[]): Part =>
    names.length === 0
      ? nothing
      : html`<li>${amount}: ${names.map((name, at) => html`${at === 0 ? '' : ', '}<code>${name}</code>`)}</li>`;
  const namesOf = (entries: readonly { readonly name: string }[]) => entries.map(({ name }) => name);
  return html`
    <h3>${words.creates}</h3>
    <ul>
      ${line(words.users(users.length), namesOf(users))} ${line(words.groups(groups.length), namesOf(groups))}
      ${line(words.policies(policies.length), namesOf(policies))}
      ${line(words.managedPolicies(managedPolicies.length), namesOf(managedPolicies))}
      <li>${words.oneKeyEach(users.length)}</li>
    </ul>
  `;
}

function mayNot({ messages: { review: words } }: ViewContext, { preview, vendor }: Review): TemplateResult {
  const isLimited = preview.summary.every(({ everything }) => !everything);
  const withheld = preview.summary.flatMap(({ withheldByBoundary }) => withheldByBoundary);
  return html`
    <h3>${words.mayNot}</h3>
    <ul>
      <li>${words.mayNotConsole}</li>
      ${isLimited ? html`<li>${words.mayNotBeyond(preview.boundary.name)}</li>` : nothing}
      <li>${words.mayNotChange(preview.path.replace(/\{\w+\}\/$/, ''))}</li>
      <li>${words.mayNotRole(preview.role.name, groupedAccount(vendor.accountId))}</li>
    </ul>
    ${
      withheld.length === 0
        ? nothing
        : html`<details>
            <summary>${words.withheld(withheld.length)}</summary>
            <p lang="en"><code>${withheld.join(', ')}</code></p>
          </details>`
    }
    <h3>${words.ceiling}</h3>
    <p>${isLimited ? words.ceilingText(preview.boundary.name) : words.noCeiling}</p>
  `;
}

function revocation(
  { messages: { review: words } }: ViewContext,
  { vendor, revoke, cloudTrail, launchRegion }: Review,
): TemplateResult {
  return html`
    <h3>${words.revoke}</h3>
    <ul>
      <li>${words.revokeVendor(vendor.name)}</li>
      <li>${words.revokeKeys(revoke.userNames)}</li>
      <li>${words.revokeStack(revoke.stackName, launchRegion)}</li>
    </ul>
    <h3>${words.cloudTrail}</h3>
    <ul>
      <li>${words.cloudTrailRole}<br /><code>${cloudTrail.sessionArn}</code></li>
      <li>${words.cloudTrailUsers} ${cloudTrail.userArns.map((arn) => html`<br /><code>${arn}</code>`)}</li>
    </ul>
  `;
}
