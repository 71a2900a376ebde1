import { html, nothing } from 'lit';
import type { Onboarding } from '../../../client/index.ts';
import { messages } from '../messages.ts';
import type { AdminContext } from '../state.ts';
import { foreign, type Part } from './parts.ts';

const texts = messages.offboard;

/**
 * The confirmation of an offboarding. It lists what will be removed, and wants the ID of the onboarding or of the tenant,
 * so that nobody ends the wrong one by a slip. Escape and "Cancel" leave everything as it is.
 */
export function offboardDialog({ state, confirm, offboard }: AdminContext, shown: Onboarding): Part {
  const { id, tenantId, status, receipt } = shown;
  const resources = (receipt?.resources ?? []).filter((each) => each.status !== 'removed');
  const { typed = '', acceptLeftovers = false } = state.confirmation ?? {};
  const isConfirmed = [id, tenantId].includes(typed.trim());
  const cancel = () => {
    confirm(undefined);
  };
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isConfirmed) offboard(id, acceptLeftovers);
  };
  return html`<dialog aria-labelledby="offboard-title" @close=${cancel} @cancel=${cancel}>
    <form @submit=${onSubmit}>
      <h3 id="offboard-title">${texts.heading(tenantId)}</h3>
      <p class="notice bad">${warningFor(resources, acceptLeftovers)}</p>
      ${listOf(resources, acceptLeftovers ? texts.stays : texts.goes)}
      ${
        status === 'needs_attention'
          ? html`<label class="check"
              ><input
                type="checkbox"
                .checked=${acceptLeftovers}
                @change=${(event: Event) => {
                  if (event.target instanceof HTMLInputElement) confirm({ acceptLeftovers: event.target.checked });
                }}
              />
              ${texts.leftovers}</label
            >`
          : nothing
      }
      <label for="confirm">${texts.type(id, tenantId)}</label>
      <input
        id="confirm"
        type="text"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        autofocus
        .value=${typed}
        @input=${(event: Event) => {
          if (event.target instanceof HTMLInputElement) confirm({ typed: event.target.value });
        }}
      />
      <div class="buttons">
        <button type="submit" class="danger" aria-disabled=${isConfirmed ? 'false' : 'true'}>${texts.confirm}</button>
        <button type="button" @click=${cancel}>${texts.cancel}</button>
      </div>
    </form>
  </dialog>`;
}

type Resources = NonNullable<Onboarding['receipt']>['resources'];

function warningFor(there: Resources, acceptLeftovers: boolean): string {
  if (acceptLeftovers) return texts.warningOfLeftovers;
  return there.some(({ type }) => type === 'access-key') ? texts.warning : texts.warningWithoutKeys;
}

function listOf(there: Resources, title: string): Part {
  if (there.length === 0) return html`<p>${texts.nothing}</p>`;
  return html`<p>${title}</p>
    <ul class="goes" role="list">
      ${there.map(
        (each) =>
          html`<li>
            ${each.type} <span class="id">${foreign(each.arn)}</span>${
              'accessKeyId' in each ? html` <span class="id">${each.accessKeyId}</span>` : nothing
            }
          </li>`,
      )}
    </ul>`;
}
