import { css } from 'lit';

/** The frame of the tenant's page and its texts. Colours and sizes are in web/style/tokens.ts. */
export const layout = css`
  :host {
    display: block;
    container-type: inline-size;
    background: var(--page);
  }
  main {
    max-width: 46rem;
    margin: 0 auto;
    padding: 1.5rem 1rem 3rem;
    overflow-wrap: anywhere;
  }
  header.vendor {
    display: flex;
    gap: 1rem;
    align-items: center;
    margin-bottom: 1rem;
  }
  header.vendor img {
    max-width: 8rem;
    max-height: 3rem;
    object-fit: contain;
  }
  .accent-probe {
    background: var(--checked-accent);
  }
  :host([has-logo]) header.vendor img,
  .logo {
    display: none;
  }
  :host([has-logo]) .logo {
    display: block;
    width: 8rem;
    height: 3rem;
    background: var(--latchkey-logo) left center / contain no-repeat;
  }
  h1 {
    font-size: 1.5rem;
    line-height: 1.25;
    margin: 0;
  }
  h2 {
    font-size: 1.25rem;
    line-height: 1.3;
    margin: 0 0 0.5rem;
  }
  h2:focus,
  h3:focus {
    outline: none;
  }
  h3 {
    font-size: 1.0625rem;
    margin: 1.5rem 0 0.25rem;
  }
  p,
  ul,
  ol,
  dl {
    margin: 0 0 0.75rem;
  }
  ul,
  ol {
    padding-left: 1.5rem;
  }
  li + li {
    margin-top: 0.375rem;
  }
  a {
    color: var(--link);
  }
  .muted {
    color: var(--muted);
  }
  .panel {
    background: var(--panel);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    padding: 1.25rem;
    margin-bottom: 1rem;
  }
  .panel > h3:first-child {
    margin-top: 0;
  }
  figure {
    margin: 1rem 0 0;
  }
  figure > :last-child,
  .key > :last-child,
  .note > :last-child,
  details > :last-child,
  .panel > :last-child {
    margin-bottom: 0;
  }
  ol.progress {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.25rem;
    list-style: none;
    padding: 0;
    margin: 0 0 1rem;
    font-size: 0.9375rem;
    color: var(--muted);
  }
  ol.progress li {
    margin: 0;
  }
  ol.progress .mark {
    display: inline-block;
    min-width: 1.375rem;
    text-align: center;
    border: 1px solid var(--control);
    border-radius: 1rem;
    margin-right: 0.375rem;
    font-size: 0.8125rem;
  }
  ol.progress [aria-current] {
    color: var(--text);
    font-weight: 600;
  }
  ol.progress [aria-current] .mark {
    background: var(--accent);
    border-color: var(--accent-line, var(--accent));
    color: var(--on-accent);
  }
  dl.facts {
    display: grid;
    grid-template-columns: minmax(8rem, max-content) 1fr;
    gap: 0.375rem 1.25rem;
  }
  ol + dl.facts,
  details + dl.facts,
  .receipt + dl.facts {
    margin-top: 1.25rem;
  }
  dl.facts dt {
    color: var(--muted);
  }
  dl.facts dd {
    margin: 0;
  }
  @container (max-width: 30rem) {
    dl.facts {
      grid-template-columns: 1fr;
      gap: 0;
    }
    dl.facts dd {
      margin-bottom: 0.5rem;
    }
    .panel {
      padding: 1rem;
    }
  }
  blockquote {
    margin: 0.75rem 0;
    padding: 0.25rem 0 0.25rem 1rem;
    border-left: 3px solid var(--control);
    white-space: pre-line;
    unicode-bidi: isolate;
    /* A text of a stranger covers nothing of the page, and moves nothing out of sight. */
    max-height: 16rem;
    overflow: auto;
  }
  bdi {
    display: inline-block;
    max-width: 100%;
    overflow: hidden;
    vertical-align: bottom;
    unicode-bidi: isolate;
  }
  .account {
    font-family: var(--mono);
    font-weight: 600;
    white-space: nowrap;
  }
`;
