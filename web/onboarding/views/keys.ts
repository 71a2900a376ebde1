import { html, nothing, type TemplateResult } from 'lit';
import type { Credential } from '../../../client/index.ts';
import { keyFormats } from '../../../lib/http/keyFormats/index.ts';
import { sectionName } from '../../../lib/http/profileNames.ts';
import { choice } from './choice.ts';
import type { KeyForm, ViewContext } from './context.ts';
import { copyButton, heading } from './parts.ts';

const dots = '•'.repeat(40);

/** The keys, once. Their secrets are in the page only while the person has them shown. */
export function keysView(context: ViewContext, keys: readonly Credential[]): TemplateResult {
  const { messages, flow, shown, show, state } = context;
  const { keys: words } = messages;
  const download = (name: string, type: string, text: string) => {
    context.download(name, type, text);
    show({ hasTaken: true });
  };
  const vendor = state.review?.vendor.name;
  const blueprint = state.onboarding?.blueprint ?? 'aws';
  return html`<section class="panel">
    ${heading(words.title(keys.length))}
    <p class="note warn" role="alert">${words.warning}</p>
    ${vendor === undefined ? nothing : html`<p>${words.use(vendor)}</p>`}
    ${keys.map((key) => keyPart(context, key, keys, blueprint))}
    <div class="actions">
      <button
        type="button"
        class=${shown.hasTaken ? '' : 'primary'}
        @click=${() => {
          download(`${blueprint}-accessKeys.csv`, 'text/csv', keyFormats.csv.write(keys, { profile: blueprint }));
        }}
      >
        ${words.downloadCsv}
      </button>
      <button
        type="button"
        @click=${() => {
          download(`${blueprint}-credentials.txt`, 'text/plain', keyFormats.ini.write(keys, { profile: blueprint }));
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
        ${words.stored}
      </button>
    </div>
  </section>`;
}

function keyPart(
  context: ViewContext,
  key: Credential,
  keys: readonly Credential[],
  blueprint: string,
): TemplateResult {
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
    ${snippet(context, key, keys.length, blueprint, isShown)}
  </div>`;
}

/** Called when a secret was copied: from then on, the way on is to remove it from the page. */
const taken = (context: ViewContext) => () => {
  context.show({ hasTaken: true });
};

const forms: readonly KeyForm[] = ['shell', 'credentialsFile', 'json'];

/** The key in the form of the program that needs it. The secret in it is hidden as long as the key's is. */
function snippet(context: ViewContext, key: Credential, users: number, blueprint: string, isShown: boolean) {
  const { messages, shown, show } = context;
  const { keys: words } = messages;
  const what = `${words[shown.keyForm]} ${key.accessKeyId}`;
  const text = (secretAccessKey: string) => inForm(shown.keyForm, { ...key, secretAccessKey }, users, blueprint);
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
      <pre tabindex="0" role="group" aria-label=${what}><code>${text(isShown ? key.secretAccessKey : dots)}</code></pre>
      ${copyButton(context, what, words[shown.keyForm], text(key.secretAccessKey), taken(context))}
    </div>`;
}

function inForm(form: KeyForm, key: Credential, users: number, blueprint: string): string {
  switch (form) {
    case 'shell':
      return [
        `export AWS_ACCESS_KEY_ID=${key.accessKeyId}`,
        `export AWS_SECRET_ACCESS_KEY=${key.secretAccessKey}`,
        '',
      ].join('\n');
    case 'credentialsFile':
      return keyFormats.ini.write([key], { profile: sectionName(blueprint, key.userName, users) });
    case 'json': {
      const { userName, accessKeyId, secretAccessKey } = key;
      return JSON.stringify({ userName, accessKeyId, secretAccessKey }, undefined, 2);
    }
  }
}
