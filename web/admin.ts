import { html, render } from 'lit';

render(html`<h1>Onboardings</h1>`, document.body);
