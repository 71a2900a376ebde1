const page = document.querySelector('rapi-doc');

/** Calls `change` with whether the page fits the media query, now and whenever that changes. */
function whenever(query, change) {
  const media = matchMedia(query);
  media.addEventListener('change', () => change(media.matches));
  change(media.matches);
}

whenever('(prefers-color-scheme: dark)', (isDark) => page.setAttribute('theme', isDark ? 'dark' : 'light'));
// RapiDoc hides the navigation below this width. Without it, only the style `read` shows all calls.
whenever('(max-width: 767px)', (isNarrow) => page.setAttribute('render-style', isNarrow ? 'read' : 'focused'));

/** The token of the local stack. Empty unless the page was opened on this machine. */
const token = document.querySelector('meta[name="token"]').content;
page.addEventListener('spec-loaded', () => page.setApiKey('token', token));

// If the reader adds other tokens, RapiDoc joins those of all schemes that a call accepts. The call needs one.
page.addEventListener('before-try', ({ detail: { request } }) => {
  const [first] = (request.headers.get('authorization') ?? '').split(', ');
  if (first !== '') request.headers.set('authorization', first);
});
