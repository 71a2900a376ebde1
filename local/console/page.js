import { account } from './account.js';
import { alertBox, element } from './dom.js';
import { showQuickCreate } from './quickCreate.js';
import { showStack } from './stack.js';
import { showStacks } from './stacks.js';

const main = document.querySelector('#main');
/** Ends what the last view has started, such as polling. */
let leave = () => undefined;

/** Shows the view that the fragment names. The fragments are those of AWS's console. */
async function show() {
  leave();
  const [path, query = ''] = location.hash.split('?');
  const parameters = new URLSearchParams(query);
  const view = new AbortController();
  leave = () => view.abort();
  try {
    if (/^#\/stacks\/(quickcreate|create\/review)$/.test(path)) await showQuickCreate(place, location.href);
    else if (/^#\/stacks\/(events|stackinfo)$/.test(path))
      await showStack(place, parameters.get('stackId') ?? '', view.signal);
    else await showStacks(place);
  } catch (error) {
    place('Not possible', alertBox('CloudFormation refused this.', element('p', {}, error.message)));
  }

  /** Replaces the content of the page, unless another view was opened meanwhile. */
  function place(title, ...children) {
    if (view.signal.aborted) return;
    document.title = `${title} – CloudFormation (sandbox)`;
    const heading = element('h1', { tabIndex: -1 }, title);
    main.replaceChildren(heading, ...children);
    scrollTo(0, 0);
    heading.focus({ preventScroll: true });
  }
}

account.set('111122223333');
account.onChange(() => {
  // The form of a link stays as it is: in AWS as well, a person can sign in to another account and open the link again.
  if (location.hash.startsWith('#/stacks/quickcreate')) return;
  if (location.hash === '#/stacks') void show();
  else location.hash = '#/stacks';
});
addEventListener('hashchange', show);
await show();
