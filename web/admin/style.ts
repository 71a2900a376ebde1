import { css } from 'lit';

/** The look of the operator's view. Colours and sizes are in web/style/tokens.ts. */
export const style = css`
  :host {
    display: block;
    min-height: 100vh;
    background: var(--page);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1.5rem;
    align-items: center;
    padding: 0.75rem 1rem;
    background: var(--panel);
    border-bottom: 1px solid var(--line);
  }
  main {
    max-width: 72rem;
    margin: 0 auto;
    padding: 1rem 1rem 3rem;
  }
  h1 {
    font-size: 1.125rem;
    margin: 0;
  }
  h2 {
    font-size: 1.375rem;
    line-height: 1.3;
    margin: 0.5rem 0;
    overflow-wrap: anywhere;
  }
  h2:focus {
    outline: none;
  }
  h3 {
    font-size: 1.0625rem;
    margin: 0 0 0.5rem;
    overflow-wrap: anywhere;
  }
  .further {
    margin-top: 1.25rem;
  }
  a {
    color: var(--link);
  }
  nav ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  header nav a,
  .statuses a {
    display: inline-flex;
    gap: 0.375rem;
    align-items: center;
    min-height: 2rem;
    padding: 0.25rem 0.625rem;
    border: 1px solid transparent;
    border-radius: var(--radius);
    color: var(--text);
    text-decoration: none;
  }
  header nav a:hover,
  .statuses a:hover {
    text-decoration: underline;
  }
  .statuses a {
    background: var(--panel);
    border-color: var(--line);
  }
  header nav a[aria-current],
  .statuses a[aria-current] {
    border-color: var(--link);
    box-shadow: inset 0 0 0 1px var(--link);
    font-weight: 600;
  }
  .statuses {
    margin-bottom: 1rem;
  }
  .statuses .zero {
    color: var(--muted);
  }
  .count {
    font-variant-numeric: tabular-nums;
  }
  .tools {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-inline-start: auto;
  }
  .panel {
    margin: 0 0 1rem;
    padding: 1rem;
    background: var(--panel);
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  .narrow {
    max-width: 34rem;
  }
  section > p {
    margin: 0.5rem 0;
  }
  form > p {
    margin: 0.25rem 0 0;
  }
  .columns {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr));
    gap: 0 1rem;
  }
  .muted {
    color: var(--muted);
    font-size: 0.875rem;
  }
  .id {
    font-family: var(--mono);
    font-size: 0.875em;
    overflow-wrap: anywhere;
  }
  .search {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: end;
    margin-bottom: 1rem;
  }
  .search .wide {
    flex: 1 1 14rem;
    max-width: 26rem;
  }
  .search label {
    margin-top: 0;
  }
  .search > button {
    min-height: 2.5rem;
    margin: 0;
  }
  .filters,
  .pages {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: center;
  }
  .pages {
    margin-top: 0.75rem;
  }
  dl {
    margin: 0;
  }
  .facts > div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75rem;
    padding: 0.125rem 0;
  }
  dt {
    flex: 0 0 8rem;
    color: var(--muted);
  }
  dd {
    margin: 0;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .badge {
    display: inline-block;
    padding: 0 0.5rem;
    border: 1px solid var(--line);
    border-radius: 1rem;
    font-size: 0.8125rem;
    font-weight: 600;
    white-space: nowrap;
    background: var(--code);
    color: var(--text);
  }
  h2 .badge {
    font-size: 0.875rem;
    vertical-align: middle;
  }
  .badge.good,
  .notice.good {
    background: var(--good-soft);
    color: var(--good);
  }
  .badge.bad,
  .notice.bad {
    background: var(--bad-soft);
    color: var(--bad);
  }
  .badge.busy,
  .notice.warn {
    background: var(--warn-soft);
    color: var(--warn);
  }
  .notice {
    display: block;
    margin: 0 0 1rem;
    padding: 0.625rem 0.875rem;
    border-radius: var(--radius);
    overflow-wrap: anywhere;
  }
  .notice p {
    margin: 0.25rem 0 0;
    color: var(--text);
  }
  .live {
    margin: 0;
  }
  .step.done {
    color: var(--good);
  }
  .step.failed {
    color: var(--bad);
  }
  .step.running {
    color: var(--warn);
  }
  .timeline,
  .goes {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .timeline li,
  .goes li {
    padding: 0.375rem 0;
    border-top: 1px solid var(--line);
    overflow-wrap: anywhere;
  }
  .timeline li {
    display: grid;
    grid-template-columns: 4.5rem max-content minmax(0, 1fr);
    gap: 0 0.75rem;
    align-items: baseline;
  }
  @media (max-width: 40rem) {
    .timeline li {
      grid-template-columns: 4.5rem minmax(0, 1fr);
    }
    .timeline li > :last-child {
      grid-column: 1 / -1;
    }
    .facts > div {
      display: block;
    }
  }
  .timeline li:first-child,
  .goes li:first-child {
    border-top: 0;
  }
  .kind {
    display: inline-block;
    min-width: 4.5rem;
    color: var(--muted);
    font-size: 0.8125rem;
  }
  pre {
    max-width: 100%;
    margin: 0.5rem 0 0;
    padding: 0.75rem;
    overflow: auto;
    background: var(--code);
    border-radius: var(--radius);
    font-family: var(--mono);
    font-size: 0.8125rem;
  }
  code {
    font-family: var(--mono);
    font-size: 0.875em;
    overflow-wrap: anywhere;
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
