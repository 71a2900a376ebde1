import { isLinkToken } from '../onboarding/linkCalls.ts';

/** What the entry of the page in the browser's history contains: it survives a reload, and no other page can read it. */
export interface Kept {
  /** Absent after the keys were claimed. */
  readonly token?: string;
  readonly isPastReview: boolean;
  readonly hasLaunched: boolean;
}

/** What of a window the functions need. */
interface Entry {
  readonly location: { readonly hash: string; readonly pathname: string; readonly search: string };
  readonly history: { readonly state: unknown; replaceState(state: unknown, unused: string, url?: string): void };
}

/**
 * Moves the link token from the address bar to the entry of the history, so that it is in no screenshot and in no copied
 * address. Returns it, or what the entry has if the page was loaded again. Undefined if there is no token and never was
 * one.
 */
export function takeLink({ location, history }: Entry): Kept | undefined {
  if (location.hash.length <= 1) return readKept(history.state);
  const given = tokenIn(location.hash.slice(1));
  const kept = isLinkToken(given) ? { token: given, isPastReview: false, hasLaunched: false } : undefined;
  history.replaceState(kept ?? null, '', location.pathname + location.search);
  return kept;
}

/**
 * Returns the token in a fragment: the whole of it, or the parameter `token` in the address of a page that a deployment
 * has elsewhere (`LATCHKEY_PAGE_URL`).
 */
function tokenIn(fragment: string): string {
  return fragment.includes('=') ? (new URLSearchParams(fragment).get('token') ?? fragment) : fragment;
}

/** Stores in the entry of the history how far the person is. */
export function keep({ history }: Pick<Entry, 'history'>, kept: Kept): void {
  history.replaceState(kept, '');
}

function readKept(state: unknown): Kept | undefined {
  if (typeof state !== 'object' || state === null || !('isPastReview' in state) || !('hasLaunched' in state))
    return undefined;
  const token = 'token' in state && typeof state.token === 'string' ? { token: state.token } : {};
  return { ...token, isPastReview: state.isPastReview === true, hasLaunched: state.hasLaunched === true };
}
