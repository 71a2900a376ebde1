import { html, nothing, type TemplateResult } from 'lit';
import type { Onboarding, Review } from '../../../client/index.ts';
import type { Messages, Notice } from '../../messages/messages.ts';
import type { ViewContext } from './context.ts';
import { notice, webUrl, type Part } from './parts.ts';

/** The end: what happened, what is in the account, and the way back. */
export function doneView(context: ViewContext, review: Review, onboarding: Onboarding, words: Notice): TemplateResult {
  return notice(words, html`${receipt(context, onboarding)} ${wayBack(context, review)}`);
}

/** What the onboarding made, with the ARN of each resource. */
export function receipt({ messages: { done: words } }: ViewContext, onboarding: Onboarding): Part {
  const resources = onboarding.receipt?.resources ?? [];
  if (resources.length === 0) return nothing;
  return html`
    <h3>${words.receipt}</h3>
    <div class="receipt" tabindex="0" role="group" aria-label=${words.receipt}>
      <table>
        <thead>
          <tr>
            <th scope="col">${words.resource}</th>
            <th scope="col">${words.name}</th>
            <th scope="col">${words.state}</th>
          </tr>
        </thead>
        <tbody>
          ${resources.map(
            ({ type, arn, accessKeyId, id, status, reason }) =>
              html`<tr>
                <td>${words.resourceTypes[type] ?? type}</td>
                <td class="name">
                  <code>${accessKeyId ?? (id === undefined ? arn : `${id} (${arn})`)}</code
                  >${reason === undefined ? nothing : html`<div class="muted" lang="en">${reason}</div>`}
                </td>
                <td>${words.resourceStates[status]}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  `;
}

/** The link back to the vendor's page, if the sender of the link named one. */
function wayBack({ messages, leave }: ViewContext, { vendor, link }: Review): TemplateResult {
  const { done: words } = messages;
  return link?.returnUrl === undefined
    ? html`<p>${words.close}</p>`
    : html`<div class="actions">
        <a class="button primary" href=${webUrl(link.returnUrl)} rel="noreferrer" @click=${leave}
          >${words.back(vendor.name)}</a
        >
      </div>`;
}

/** Who got the keys, in words. */
export function handedOver({ done }: Messages, { link, vendor }: Review): Notice {
  return link?.delivers === 'tenant' ? done.toTenant : done.toVendor(vendor.name);
}
