import { css } from 'lit';

/** The parts of the tenant's page: code, buttons, notes, choices, steps, keys and tables. */
export const parts = css`
  code,
  pre {
    font-family: var(--mono);
    font-size: 0.875rem;
  }
  .block {
    position: relative;
    margin: 0 0 0.75rem;
  }
  .block pre {
    margin: 0;
    padding: 0.75rem;
    background: var(--code);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    max-height: 32rem;
    overflow-y: auto;
  }
  .block .copy {
    margin-top: 0.375rem;
  }
  button,
  .button {
    display: inline-block;
    font: inherit;
    min-height: 2.5rem;
    padding: 0.4375rem 1rem;
    border: 1px solid var(--control);
    border-radius: var(--radius);
    background: var(--panel);
    color: var(--text);
    text-decoration: none;
    cursor: pointer;
  }
  button.small {
    min-height: 2rem;
    padding: 0.1875rem 0.75rem;
    font-size: 0.875rem;
  }
  button.primary,
  .button.primary {
    background: var(--accent);
    border-color: var(--accent-line, var(--accent));
    color: var(--on-accent);
    font-weight: 600;
  }
  button:hover,
  .button:hover {
    border-color: var(--text);
  }
  button[aria-disabled='true'] {
    cursor: progress;
    opacity: 0.75;
  }
  .actions button.small {
    min-height: 2.5rem;
    padding: 0.4375rem 1rem;
    font-size: inherit;
  }
  button.link {
    min-height: 1.5rem;
    padding: 0;
    border: 0;
    background: none;
    color: var(--link);
    text-decoration: underline;
    text-align: start;
  }
  details .caption {
    display: none;
  }
  .caption {
    margin: 0 0 0.25rem;
    font-weight: 600;
    font-size: 0.9375rem;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem;
    align-items: center;
    margin-top: 1rem;
  }
  details {
    margin: 0.5rem 0;
  }
  summary {
    cursor: pointer;
    padding: 0.25rem 0;
    color: var(--link);
  }
  .note {
    border: 1px solid var(--line);
    border-left: 4px solid var(--control);
    padding: 0.5rem 0.75rem;
    margin: 0 0 0.75rem;
    background: var(--panel);
    border-radius: 0 var(--radius) var(--radius) 0;
  }
  .note.warn {
    border-color: transparent;
    border-left-color: var(--warn);
    background: var(--warn-soft);
  }
  .note.bad {
    border-color: transparent;
    border-left-color: var(--bad);
    background: var(--bad-soft);
  }
  ul.risks {
    list-style: none;
    padding: 0;
  }
  .tag {
    font-weight: 600;
    margin-right: 0.375rem;
  }
  .tag.bad {
    color: var(--bad);
  }
  .tag.warn {
    color: var(--warn);
  }
  .tag.good {
    color: var(--good);
  }
  fieldset {
    border: 0;
    padding: 0;
    margin: 0 0 1rem;
  }
  legend {
    padding: 0;
    font-weight: 600;
    margin-bottom: 0.375rem;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  .choices label {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    min-height: 2.5rem;
    padding: 0.25rem 0.875rem;
    border: 1px solid var(--control);
    border-radius: var(--radius);
    cursor: pointer;
  }
  .choices label:has(:checked) {
    border-color: var(--accent-line, var(--accent));
    box-shadow: inset 0 0 0 1px var(--accent-line, var(--accent));
  }
  .choices input {
    accent-color: var(--accent-line, var(--accent));
    margin: 0;
  }
  ul.steps {
    list-style: none;
    padding: 0;
  }
  ul.steps li {
    display: flex;
    gap: 0.75rem;
    align-items: baseline;
  }
  ul.steps .name {
    flex: 1;
  }
  ul.steps .mark {
    width: 1.25rem;
    text-align: center;
    color: var(--muted);
  }
  ul.steps .running .mark {
    color: var(--link);
  }
  ul.steps .done .mark {
    color: var(--good);
  }
  ul.steps .failed .mark {
    color: var(--bad);
  }
  .running .mark {
    animation: pulse 1.2s ease-in-out infinite;
  }
  @keyframes pulse {
    50% {
      opacity: 0.25;
    }
  }
  .key {
    border: 1px solid var(--line);
    border-radius: var(--radius);
    padding: 1rem;
    margin-bottom: 1rem;
  }
  .secret {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: center;
  }
  .secret code {
    overflow-wrap: anywhere;
  }
  .key dl.facts {
    align-items: center;
  }
  .key dl.facts dt,
  .key dl.facts dd {
    display: flex;
    align-items: center;
    min-height: 2rem;
  }
  .receipt {
    margin-bottom: 1rem;
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    width: 100%;
  }
  th,
  td {
    overflow-wrap: normal;
    text-align: left;
    vertical-align: top;
    padding: 0.375rem 1rem 0.375rem 0;
    border-bottom: 1px solid var(--line);
  }
  td:first-child {
    white-space: nowrap;
  }
  th:last-child,
  td:last-child {
    padding-right: 0;
  }
  td.name {
    overflow-wrap: anywhere;
    min-width: 12rem;
  }
  .actions + .panel {
    margin-top: 1.5rem;
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1.25rem;
    align-items: center;
    font-size: 0.9375rem;
    color: var(--muted);
    margin-top: 1.5rem;
  }
  select {
    font: inherit;
    color: var(--text);
    background: var(--panel);
    border: 1px solid var(--control);
    border-radius: var(--radius);
    min-height: 2rem;
    padding: 0 0.5rem;
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
