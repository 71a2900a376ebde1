import { css } from 'lit';

/**
 * Colours, sizes and fonts of every view. Each pair of a text and its background has a contrast of at least 4.5 to 1,
 * and each border of a control at least 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11). A page that contains the element sets the
 * properties that begin with `--latchkey-`.
 */
export const tokens = css`
  :host {
    color-scheme: light dark;
    --text: light-dark(#1a1d21, #e8eaed);
    --muted: light-dark(#555b63, #a9b0b8);
    --page: light-dark(#f6f7f8, #15181c);
    --panel: light-dark(#ffffff, #1e2227);
    --line: light-dark(#d5d9de, #3a4048);
    --control: light-dark(#767d86, #868e98);
    --code: light-dark(#f1f3f5, #14171b);
    --link: light-dark(#0b57d0, #8ab4f8);
    --good: light-dark(#176b34, #7bd69a);
    --bad: light-dark(#b3261e, #f2a8a2);
    --warn: light-dark(#7a4f00, #f1c66b);
    --good-soft: light-dark(#e6f4ea, #16301f);
    --bad-soft: light-dark(#fdecea, #3a1b19);
    --warn-soft: light-dark(#fff4da, #352a11);
    --accent: var(--checked-accent, var(--link));
    --on-accent: var(--checked-on-accent, light-dark(#ffffff, #10131a));
    --radius: var(--latchkey-radius, 0.5rem);
    --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace;
    font-family: var(--latchkey-font-family, system-ui, -apple-system, 'Segoe UI', Roboto, 'Open Sans', sans-serif);
    font-size: 1rem;
    line-height: 1.5;
    color: var(--text);
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :focus-visible {
    outline: 3px solid var(--link);
    outline-offset: 2px;
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
      transition: none !important;
    }
  }
`;
