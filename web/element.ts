import { html, LitElement } from 'lit';

/** `<latchkey-onboarding>`: what a tenant's administrator sees of an onboarding. */
export class LatchkeyOnboarding extends LitElement {
  protected override render() {
    return html`<h1>Connect your AWS account</h1>`;
  }
}

if (customElements.get('latchkey-onboarding') === undefined)
  customElements.define('latchkey-onboarding', LatchkeyOnboarding);
