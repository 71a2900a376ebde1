import { keep, takeLink } from '../../../web/page/linkInAddress.ts';

const token = `lkl_01M8JWG5XBG8XMYZ66A0P1S89C_${'a'.repeat(43)}`;

/** A window at an address, whose history has one entry. */
function windowAt(hash: string, state: unknown = null) {
  const shown: string[] = [];
  return {
    shown,
    location: { hash, pathname: '/prod/onboard', search: '?frame' },
    history: {
      state,
      replaceState(next: unknown, _: string, url?: string) {
        // The browser stores a copy.
        this.state = structuredClone(next);
        if (url !== undefined) shown.push(url);
      },
    },
  };
}

test.each([
  { what: 'the link of the service', hash: `#${token}` },
  { what: 'the link of a page elsewhere', hash: `#onboarding=ob_01M8JWG5XBG8XMYZ66A0P1S89C&token=${token}` },
])('takes the token of $what out of the address, and leaves the rest of it', ({ hash }) => {
  const page = windowAt(hash);
  expect(takeLink(page)).toEqual({ token, isPastReview: false, hasLaunched: false });
  expect(page.shown).toEqual(['/prod/onboard?frame']);
});

test('a page that is loaded again goes on where it was', () => {
  const page = windowAt(`#${token}`);
  takeLink(page);
  const kept = { token, isPastReview: true, hasLaunched: true };
  keep(page, kept);
  expect(takeLink(windowAt('', page.history.state))).toEqual(kept);
});

test('a page that has forgotten its token still knows that it had one', () => {
  expect(takeLink(windowAt('', { isPastReview: true, hasLaunched: false }))).toEqual({
    isPastReview: true,
    hasLaunched: false,
  });
});

test('another link in the same tab counts, and not how far the earlier one was', () => {
  const page = windowAt(`#${token}`, { token: 'lkl_earlier', isPastReview: true, hasLaunched: true });
  expect(takeLink(page)).toEqual({ token, isPastReview: false, hasLaunched: false });
});

test.each([
  `#${token.slice(0, -1)}`,
  `#${token}x`,
  '#token=',
  '#onboarding=ob_01M8JWG5XBG8XMYZ66A0P1S89C',
  '#access_token=secret',
  '#top',
  '#%',
])('what is no link token is taken out of the address too, and not used: %s', (hash) => {
  const page = windowAt(hash, { token, isPastReview: true, hasLaunched: true });
  expect(takeLink(page)).toBeUndefined();
  expect(page.shown).toEqual(['/prod/onboard?frame']);
  expect(page.history.state).toBeNull();
});

test.each([{ state: null }, { state: 'a text' }, { state: { other: true } }, { state: { token, isPastReview: true } }])(
  'an entry that another script has written is no link: $state',
  ({ state }) => {
    expect(takeLink(windowAt('', state))).toBeUndefined();
  },
);

test('what is no text is no token', () => {
  expect(takeLink(windowAt('', { token: 5, isPastReview: 'yes', hasLaunched: true }))).toEqual({
    isPastReview: false,
    hasLaunched: true,
  });
});
