import { css } from 'lit';

/** The look of the controls, tables and pictures of the operators' view. */
export const controls = css`
  label {
    display: block;
    margin-top: 0.75rem;
    font-weight: 600;
    overflow-wrap: anywhere;
    margin-bottom: 0.25rem;
  }
  .check {
    display: flex;
    gap: 0.5rem;
    align-items: start;
    font-weight: 400;
  }
  input,
  select {
    font: inherit;
    color: inherit;
    background: var(--panel);
    border: 1px solid var(--control);
    border-radius: var(--radius);
    padding: 0.375rem 0.625rem;
    min-height: 2.5rem;
  }
  input:not([type='checkbox']) {
    width: 100%;
  }
  input[type='checkbox'] {
    flex: none;
    width: 1.25rem;
    min-height: 1.5rem;
  }
  button,
  .button {
    display: inline-flex;
    align-items: center;
    font: inherit;
    min-height: 2.25rem;
    padding: 0.25rem 0.875rem;
    color: var(--text);
    background: var(--panel);
    border: 1px solid var(--control);
    border-radius: var(--radius);
    text-decoration: none;
    cursor: pointer;
  }
  button:hover,
  .button:hover {
    border-color: var(--text);
  }
  button.primary {
    font-weight: 600;
    color: var(--on-accent);
    background: var(--accent);
    border-color: var(--accent);
  }
  button.danger {
    color: var(--bad);
    border-color: var(--bad);
  }
  [aria-disabled='true'] {
    cursor: default;
    opacity: 0.6;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-top: 0.75rem;
  }
  form > button {
    margin-top: 0.75rem;
  }
  .scroll {
    overflow-x: auto;
    background: var(--panel);
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.9375rem;
  }
  caption {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  th,
  td {
    padding: 0.5rem 0.75rem;
    text-align: start;
    vertical-align: top;
    border-top: 1px solid var(--line);
  }
  thead th {
    border-top: 0;
    color: var(--muted);
    font-size: 0.8125rem;
  }
  tbody th {
    font-weight: 400;
  }
  td,
  tbody th {
    font-variant-numeric: tabular-nums;
  }
  table .id {
    overflow-wrap: normal;
    white-space: nowrap;
  }
  td > a,
  table time {
    white-space: nowrap;
  }
  .scroll + .panel,
  .scroll + details,
  dl + .scroll {
    margin-top: 1rem;
  }
  @media (max-width: 40rem) {
    th,
    td {
      padding: 0.5rem;
    }
    tbody th {
      min-width: 8.5rem;
    }
    tbody th .id {
      overflow-wrap: anywhere;
      white-space: normal;
    }
  }
  .chart {
    display: block;
    width: 100%;
    margin-bottom: 0.75rem;
  }
  .label {
    font-size: 0.8125rem;
    fill: var(--text);
  }
  .track {
    fill: var(--line);
  }
  .bar.done,
  .bar.median {
    fill: var(--good);
  }
  .bar.failed {
    fill: var(--bad);
  }
  .bar.running,
  .bar.pending {
    fill: var(--warn);
  }
  .bar.ninety {
    fill: var(--control);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.25rem;
    align-items: center;
    margin: 0 0 0.75rem;
    font-size: 0.875rem;
  }
  .swatch {
    display: inline-block;
    width: 1rem;
    height: 0.5rem;
    background: var(--control);
  }
  .swatch.median {
    background: var(--good);
  }
`;
