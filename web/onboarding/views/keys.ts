import { html, nothing, type TemplateResult } from 'lit';
import type { Credential } from '../../../client/index.ts';
import { keyFormats } from '../../../lib/http/keyFormats/index.ts';
import type { KeyWords } from '../../../lib/http/keyFormats/keyFormat.ts';
import { keyWordsOf, sectionName } from '../../../lib/http/profileNames.ts';
import { choice } from './choice.ts';
import type { KeyForm, ViewContext } from './context.ts';
import { copyButton, heading } from './parts.ts';

const dots = '•'.repeat(40);
const placeholder = 'x'.repeat(40);

/** The keys, once. Their secrets are in the page only while the person has them shown. */
export function keysView(context: ViewContext, keys: readonly Credential[]): TemplateResult {
  const { messages, flow, shown, show, state } = context;
  const { keys: words } = messages;
  const download = (name: string, type: string, text: string) => {
    context.download(name, type, text);
    show({ hasTaken: true });
  };
  const vendor = state.review?.vendor.name;
  const { blueprint, parameters } = state.onboarding ?? { blueprint: 'aws', parameters: {} };
  const texts = keyWordsOf({ blueprint, parameters }, undefined);
  return html`<section class="panel">
    ${heading(words.title(keys.length))}
    <p class="note warn" role="alert">${words.warning(keys.length)}</p>
    ${vendor === undefined ? nothing : html`<p>${words.use(vendor, keys.length)}</p>`}
    ${keys.map((key) => keyPart(context, key, keys, texts))}
    <div class="actions">
      <button
        type="button"
        class=${shown.hasTaken ? '' : 'primary'}
        @click=${() => {
          download(`${blueprint}-accessKeys.csv`, 'text/csv', keyFormats.csv.write(keys, texts));
        }}
      >
        ${words.downloadCsv}
      </button>
      <button
        type="button"
        @click=${() => {
          download(`${blueprint}-credentials.txt`, 'text/plain', keyFormats.ini.write(keys, texts));
        }}
      >
        ${words.downloadCredentials}
      </button>
    </div>
    <div class="actions">
      <button
        type="button"
        class=${shown.hasTaken ? 'primary' : ''}
        @click=${() => {
          flow.forgetKeys();
        }}
      >
        ${words.stored(keys.length)}
      </button>
    </div>
  </section>`;
}

function keyPart(context: ViewContext, key: Credential, keys: readonly Credential[], texts: KeyWords): TemplateResult {
  const { messages, shown, show } = context;
  const { keys: words } = messages;
  const isShown = shown.revealed.has(key.accessKeyId);
  const toggled = new Set(shown.revealed);
  if (!toggled.delete(key.accessKeyId)) toggled.add(key.accessKeyId);
  return html`<div class="key">
    <dl class="facts">
      <dt>${words.user}</dt>
      <dd><code>${key.userName}</code></dd>
      <dt>${words.accessKeyId}</dt>
      <dd class="secret">
        <code>${key.accessKeyId}</code>
        ${copyButton(context, `id ${key.accessKeyId}`, words.accessKeyId, key.accessKeyId)}
      </dd>
      <dt>${words.secretAccessKey}</dt>
      <dd class="secret">
        ${
          isShown
            ? html`<code>${key.secretAccessKey}</code>`
            : html`<span aria-hidden="true">${dots.slice(0, 20)}</span
                ><span class="visually-hidden">${words.hidden}</span>`
        }
        <button
          type="button"
          class="small"
          aria-label=${`${isShown ? messages.hide : messages.show}: ${words.secretAccessKey} ${key.userName}`}
          @click=${() => {
            show({ revealed: toggled });
          }}
        >
          ${isShown ? messages.hide : messages.show}
        </button>
        ${copyButton(context, `secret ${key.accessKeyId}`, words.secretAccessKey, key.secretAccessKey, taken(context))}
      </dd>
    </dl>
    ${key.verification === 'pending' ? html`<p class="muted">${words.pending}</p>` : nothing}
    ${snippet(context, key, keys.length, texts, isShown)}
  </div>`;
}

/** Called when a secret was copied: from then on, the way on is to remove it from the page. */
const taken = (context: ViewContext) => () => {
  context.show({ hasTaken: true });
};

const forms: readonly KeyForm[] = ['shell', 'fish', 'powershell', 'ini', 'configure', 'dotenv', 'terraform', 'json'];

/** The forms that are pasted into a shell, which keeps what is pasted. */
const pasted: readonly KeyForm[] = ['shell', 'fish', 'powershell', 'configure'];

/** The key in the form of the program that needs it. The secret in it is hidden as long as the key's is. */
function snippet(context: ViewContext, key: Credential, users: number, texts: KeyWords, isShown: boolean) {
  const { messages, shown, show } = context;
  const { keys: words } = messages;
  const what = `${words[shown.keyForm]} ${key.accessKeyId}`;
  const profile = sectionName(texts.profile, key.userName, users);
  const text = (secretAccessKey: string) => inForm(shown.keyForm, { ...key, secretAccessKey }, { ...texts, profile });
  // A placeholder that no form has to quote: the dots would be in quotes.
  const withDots = () => text(placeholder).replace(placeholder, dots);
  const select = choice({
    group: `form-${key.accessKeyId}`,
    title: html`<legend>${words.forms}</legend>`,
    options: forms,
    words,
    chosen: shown.keyForm,
    choose: (keyForm) => {
      show({ keyForm });
    },
  });
  return html`${select}
    <div class="block">
      <pre
        tabindex="0"
        role="group"
        aria-label=${what}
      ><code>${isShown ? text(key.secretAccessKey) : withDots()}</code></pre>
      ${copyButton(context, what, words[shown.keyForm], text(key.secretAccessKey), taken(context))}
    </div>
    ${pasted.includes(shown.keyForm) ? html`<p class="muted">${words.history}</p>` : nothing}`;
}

function inForm(form: KeyForm, key: Credential, texts: KeyWords): string {
  if (form !== 'json') return keyFormats[form].write([key], texts);
  const { userName, accessKeyId, secretAccessKey } = key;
  return JSON.stringify({ userName, accessKeyId, secretAccessKey }, undefined, 2);
}
