import { html, nothing } from 'lit';
import { messages } from '../messages.ts';
import type { AdminContext, Opened } from '../state.ts';
import { foreign, type Part } from './parts.ts';

const texts = messages.reactivate;

/** The confirmation of a reactivation: it says what the key can do again, and for how long. */
export function reactivateDialog({ askToReactivate, reactivate }: AdminContext, opened: Opened, keyId: string): Part {
  const { onboarding, health } = opened;
  const { userName = '' } = onboarding.accessKeys?.find(({ accessKeyId }) => accessKeyId === keyId) ?? {};
  const isExposed = health.exposed.some((each) => each.userName === userName);
  const cancel = () => {
    askToReactivate(undefined);
  };
  return html`<dialog
    aria-labelledby="reactivate-title"
    aria-describedby="reactivate-text"
    @close=${cancel}
    @cancel=${cancel}
  >
    <h3 id="reactivate-title">${foreign(texts.heading(keyId, userName))}</h3>
    ${isExposed ? html`<p class="notice bad">${texts.exposed}</p>` : nothing}
    <p id="reactivate-text">${texts.text}</p>
    <div class="buttons">
      <button
        type="button"
        class="primary"
        @click=${() => {
          reactivate(onboarding.id, keyId);
        }}
      >
        ${texts.confirm}
      </button>
      <button type="button" autofocus @click=${cancel}>${texts.cancel}</button>
    </div>
  </dialog>`;
}
