import { css } from 'lit';

/** The look of a confirmation. On a narrow window its buttons stay in sight. */
export const dialogStyle = css`
  dialog .buttons {
    position: sticky;
    bottom: -1rem;
    margin-bottom: -1rem;
    padding: 0.75rem 0 1rem;
    background: var(--panel);
    border-top: 1px solid var(--line);
  }
  dialog {
    scroll-padding-bottom: 5rem;
    width: min(40rem, calc(100vw - 2rem));
    max-height: calc(100vh - 2rem);
    overflow: auto;
    color: var(--text);
    background: var(--panel);
    border: 1px solid var(--control);
    border-radius: var(--radius);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 50%);
  }
`;
