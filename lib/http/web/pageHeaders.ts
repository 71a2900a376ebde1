import type { Settings } from '../ports.ts';

/** What a page decides about itself. */
export interface PageKind {
  /** Whether the origins of the setting may show it in a frame. It may not claim keys then. */
  readonly isForFrames: boolean;
}

/** Features of the browser that no page uses. Writing to the clipboard is used, by the page itself. */
const unusedFeatures = ['camera', 'clipboard-read', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb'];

/**
 * Returns the headers of a page. Scripts, styles and calls are of the page's own origin only, pictures also of the
 * logo's. Nothing is inline, and no form is sent. Only lit makes HTML from text, with its policy for trusted types.
 * docs/security.md gives the reasons.
 */
export function pageHeaders(
  { frameOrigins, contacts: { logoUrl } }: Pick<Settings, 'frameOrigins' | 'contacts'>,
  { isForFrames }: PageKind,
): Readonly<Record<string, string>> {
  const ancestors = isForFrames && frameOrigins.length > 0 ? frameOrigins.join(' ') : "'none'";
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    `img-src 'self'${logoUrl === undefined ? '' : ` ${new URL(logoUrl).origin}`}`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${ancestors}`,
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ];
  return {
    'content-security-policy': policy.join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': [...unusedFeatures.map((each) => `${each}=()`), 'clipboard-write=(self)'].join(', '),
  };
}
