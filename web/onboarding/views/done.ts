import { html, nothing, type TemplateResult } from 'lit';
import type { Onboarding, Review } from '../../../client/index.ts';
import type { Messages, Notice } from '../../messages/messages.ts';
import type { ViewContext } from './context.ts';
import { codeBlock, inLines, notice, rich, webUrl, type Part } from './parts.ts';
import { revocation } from './revocation.ts';

/** The end: what happened, what is in the account, how to end the access, and the way back. */
export function doneView(context: ViewContext, review: Review, onboarding: Onboarding): TemplateResult {
  const { messages } = context;
  const { done: words } = messages;
  const { revoke, launchRegion = '' } = review;
  return html`
    ${notice(
      handedOver(messages, review),
      html`${inUse(words, onboarding)} ${receipt(context, onboarding, words.receipt)}
        <p>${rich(words.andStack(revoke.stackName, launchRegion))}</p>
        ${wayBack(context, review)}`,
    )}
    <section class="panel">${revocation(context, review)}</section>
  `;
}

/** What the vendor is changing while the keys work. */
function inUse(words: Messages['done'], { status }: Onboarding): Part {
  if (status !== 'rotating' && status !== 'updating') return nothing;
  return html`<p class="note warn" role="status">${words[status]}</p>`;
}

/** The access was removed: what became of it, and the stack, which only the tenant can delete. */
export function removedView(context: ViewContext, review: Review, onboarding: Onboarding) {
  const { revoke, launchRegion = '' } = review;
  const { done: words } = context.messages;
  const hasLeft = onboarding.receipt?.resources.some(({ status }) => status === 'left') === true;
  const text = hasLeft ? words.partlyRemoved : words.removed;
  return notice(
    text(revoke.stackName, launchRegion),
    html`${hasLeft ? nothing : deleteStack(context, review)} ${receipt(context, onboarding, words.receiptOfRemoval)}`,
  );
}

/** Nothing was set up in time. The stack may be there, and only the tenant can delete it. */
export function expiredView(context: ViewContext, review: Review): TemplateResult {
  const { done: words } = context.messages;
  return notice(words.expired(review.revoke.stackName, review.launchRegion ?? ''), deleteStack(context, review));
}

/** The command that deletes the stack, when nothing else of the onboarding is in the account. */
function deleteStack(context: ViewContext, { revoke, launchRegion }: Review): TemplateResult {
  const region = launchRegion === undefined ? '' : ` --region ${launchRegion}`;
  const command = `aws cloudformation delete-stack --stack-name ${revoke.stackName}${region}`;
  return codeBlock(context, 'delete', context.messages.launch.cli, inLines(command));
}

/** What the onboarding made, with the ARN of each resource. */
export function receipt({ messages: { done: words } }: ViewContext, onboarding: Onboarding, title: string): Part {
  const resources = onboarding.receipt?.resources ?? [];
  if (resources.length === 0) return nothing;
  const stateOfKey = (id: string | undefined) => {
    const state = onboarding.accessKeys?.find(({ accessKeyId }) => accessKeyId === id)?.state;
    return state === undefined || state === 'handed_over' ? undefined : words.oldKeyStates[state];
  };
  return html`
    <h3>${title}</h3>
    <div class="receipt" tabindex="0" role="group" aria-label=${title}>
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
                <td>${stateOfKey(accessKeyId) ?? words.resourceStates[status]}</td>
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
function handedOver({ done }: Messages, { link, vendor, revoke: { userNames } }: Review): Notice {
  const inWords = link?.delivers === 'tenant' ? done.toTenant : done.toVendor;
  return inWords(vendor.name, userNames.length);
}
