import { html } from 'lit';
import { messages } from '../messages.ts';
import type { AdminContext } from '../state.ts';
import { heading, type Part } from './parts.ts';

/**
 * The form that asks for the token. The field has no name and no autocompletion, and is emptied before the token is used,
 * so that no password manager is asked and nothing of the token stays in the document.
 */
export function signIn({ state: { isLoading }, signIn: submit }: AdminContext): Part {
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    const field = event.target instanceof HTMLFormElement ? event.target.querySelector('input') : null;
    if (field === null || isLoading) return;
    const token = field.value.trim();
    field.value = '';
    if (token === '') field.focus();
    else submit(token);
  };
  return html`<section class="panel narrow">
    ${heading(messages.signIn.heading)}
    <form @submit=${onSubmit}>
      <label for="token">${messages.signIn.token}</label>
      <input
        id="token"
        type="password"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        required
        aria-describedby="token-help"
      />
      <p id="token-help" class="muted">${messages.signIn.help}</p>
      <button type="submit" class="primary" aria-disabled=${isLoading ? 'true' : 'false'}>
        ${isLoading ? messages.working : messages.signIn.submit}
      </button>
    </form>
  </section>`;
}
