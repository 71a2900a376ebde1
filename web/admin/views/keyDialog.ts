import { html, nothing } from 'lit';
import { messages } from '../messages.ts';
import type { AdminContext, KeyQuestion, Opened } from '../state.ts';
import { foreign, type Part } from './parts.ts';

/** The question before a key is changed: it says what happens to the key, and who gets the new one. */
export function keyDialog({ askAboutKey, changeKey }: AdminContext, opened: Opened, question: KeyQuestion): Part {
  const { onboarding, health } = opened;
  const { name, accessKeyId: keyId } = question;
  const texts = messages[name];
  const { userName = '' } = onboarding.accessKeys?.find(({ accessKeyId }) => accessKeyId === keyId) ?? {};
  const isExposed = health.exposed.some((each) => each.userName === userName);
  const cancel = () => {
    askAboutKey(undefined);
  };
  return html`<dialog aria-labelledby="key-title" aria-describedby="key-text" @close=${cancel} @cancel=${cancel}>
    <h3 id="key-title">${foreign(texts.heading(keyId, userName))}</h3>
    <div id="key-text">
      ${isExposed ? html`<p class="notice bad">${texts.exposed}</p>` : nothing}
      <p>${texts.text(isExposed)}</p>
    </div>
    <div class="buttons">
      <button
        type="button"
        class="primary"
        @click=${() => {
          changeKey(onboarding.id, question, userName);
        }}
      >
        ${texts.confirm}
      </button>
      <button type="button" autofocus @click=${cancel}>${texts.cancel}</button>
    </div>
  </dialog>`;
}
