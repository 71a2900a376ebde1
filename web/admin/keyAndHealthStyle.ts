import { css } from 'lit';

/** The look of the keys and of the health of an onboarding. */
export const keyAndHealthStyle = css`
  .account {
    white-space: nowrap;
  }
  h4 {
    font-size: 1rem;
    margin: 1.25rem 0 0.25rem;
  }
  .goes p,
  .note {
    margin: 0.25rem 0;
  }
  .goes dd {
    flex: 1 1 14rem;
  }
  .named > .muted {
    display: block;
  }
  .named + .named {
    margin-top: 0.25rem;
  }
  progress {
    vertical-align: middle;
    accent-color: var(--link);
  }
  .notice pre {
    color: var(--text);
  }
`;
