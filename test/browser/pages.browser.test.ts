import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { eventuallyTrue } from '../support/eventually.ts';
import { axe } from '../support/browser/axe.ts';
import { canary } from '../support/browser/canary.ts';
import { launchBrowser } from '../support/browser/launchBrowser.ts';
import { runsPackedChromium } from '../support/browser/packedChromium.ts';
import { servePages } from '../support/browser/pageServer.ts';
import { withBrowser } from '../support/browser/withBrowser.ts';

const plain = '<!doctype html><html lang="en"><title>Plain</title><link rel="icon" href="data:,"><h1>Plain</h1>';
const strict = { 'content-security-policy': "default-src 'none'; img-src data:; require-trusted-types-for 'script'" };
const pages = {
  '/plain': { body: plain },
  '/strict': { body: plain, headers: strict },
  '/inline': {
    body: `${plain}<p id="p" style="color: red">Text</p><script>document.title = 'Changed'</script>`,
    headers: strict,
  },
  '/shared': { body: '"shared"', headers: { 'access-control-allow-origin': '*' } },
  '/letters': {
    body: `${plain}<body style="font-family: 'Segoe UI', system-ui, sans-serif">${'ÄÖÜäöüß→✓א'.replace(/./g, '<i style="display: inline-block; width: 20px">$&</i>')}
      <code>"Version"</code><button>Copy</button>`,
  },
  '/flawed': {
    body: `${plain}<img src="data:,"><div id="host"><template shadowrootmode="open"><p style="color: #999; background: #fff">Pale</p>
      <button style="width: 9px; height: 9px; padding: 0" aria-label="a"></button><button style="width: 9px; height: 9px; padding: 0" aria-label="b"></button></template></div>`,
  },
};
const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

/** The places that a canary reports, and the script that plants a secret there. */
const hidingPlaces: readonly (readonly [string, string])[] = [
  ['DOM', `document.body.append(SECRET)`],
  ['DOM', `document.body.title = 'x' + SECRET`],
  ['DOM', `document.body.append(document.createComment(SECRET))`],
  ['DOM', `document.body.appendChild(document.createElement('div')).attachShadow({ mode: 'open' }).append(SECRET)`],
  ['DOM', `document.body.appendChild(document.createElement('div')).attachShadow({ mode: 'closed' }).append(SECRET)`],
  ['DOM', `document.body.append(Object.assign(document.createElement('input'), { value: SECRET }))`],
  ['DOM', `document.body.append(Object.assign(document.createElement('input'), { type: 'password', value: SECRET }))`],
  ['DOM', `document.body.append(Object.assign(document.createElement('textarea'), { value: SECRET }))`],
  ['DOM', `const made = document.createElement('template'); made.content.append(SECRET); document.body.append(made)`],
  ['URL, history', `history.replaceState(null, '', '#' + SECRET)`],
  ['URL, history', `history.replaceState(null, '', '?key=' + encodeURIComponent(SECRET))`],
  ['history', `history.pushState(null, '', '#' + SECRET); history.pushState(null, '', '#')`],
  ['history', `navigation.updateCurrentEntry({ state: { key: SECRET } })`],
  ['history.state', `history.replaceState({ list: [new Map([['key', SECRET]])] }, '')`],
  ['window.name', `window.name = SECRET`],
  ['localStorage', `localStorage.setItem('key', SECRET)`],
  ['sessionStorage', `sessionStorage.setItem(SECRET, 'key')`],
  ['cookie', `document.cookie = 'key=' + SECRET`],
  [
    'indexedDB',
    `new Promise((resolve) => {
        const opening = indexedDB.open('made');
        opening.onupgradeneeded = () => opening.result.createObjectStore('store').put(new Blob([SECRET]), 1);
        opening.onsuccess = () => resolve(opening.result.close());
      })`,
  ],
  ['cache', `caches.open('made').then((cache) => cache.put('/plain', new Response(SECRET)))`],
  ['console', `console.info('key', { key: SECRET })`],
  ['problem', `setTimeout(() => { throw new Error(SECRET) }); new Promise((resolve) => setTimeout(resolve, 10))`],
  ['request', `fetch('/plain?key=' + encodeURIComponent(SECRET)).then(() => null)`],
];

let own: Awaited<ReturnType<typeof servePages>>;
let foreign: typeof own;
beforeAll(async () => {
  [own, foreign] = await Promise.all([servePages(pages), servePages(pages)]);
});
afterAll(() => Promise.all([own.close(), foreign.close()]));

withBrowser((open) => {
  test('a page has the language, theme, motion and size that were asked for', async () => {
    const { page, seen } = await open({
      url: `${own.url}/strict`,
      ...{ locale: 'de-DE', colorScheme: 'dark', viewport: { width: 320, height: 600 } },
    });
    expect(await page.evaluate('[navigator.language, innerWidth]')).toEqual(['de-DE', 320]);
    expect(await page.evaluate(`matchMedia('(prefers-color-scheme: dark) and (prefers-reduced-motion)').matches`)).toBe(
      true,
    );
    expect(seen).toEqual({ console: [], problems: [], requests: [`${own.url}/strict`] });
  });

  test('a page reads of another origin only what that origin shares', async () => {
    const { page, seen } = await open({ url: `${own.url}/plain` });
    const read = (path: string) =>
      page.evaluate(`fetch('${foreign.url}${path}').then((answer) => answer.text(), String)`);
    expect(await read('/shared')).toBe('"shared"');
    expect(await read('/plain')).toBe('TypeError: Failed to fetch');
    const isBlocked = () => seen.problems.some((line) => line.includes('blocked by CORS policy'));
    await eventuallyTrue(isBlocked, 'nothing is blocked');
  });

  test('a page reaches no other machine', async () => {
    const { page } = await open({ url: `${own.url}/plain` });
    await expect(page.goto(own.url.replace('127.0.0.1', '127.0.0.2'))).rejects.toThrow('net::ERR_NAME_NOT_RESOLVED');
  });

  test('a content security policy blocks script and style within the page, and the test sees that it did', async () => {
    const { page, seen } = await open({ url: `${own.url}/inline` });
    await eventuallyTrue(() => seen.problems.length >= 2, 'not everything is seen');
    expect(await page.title()).toBe('Plain');
    expect(await page.evaluate(`getComputedStyle(document.querySelector('#p')).color`)).toBe('rgb(0, 0, 0)');
    expect(seen.problems).toEqual([
      expect.stringMatching(/inline style.*blocked/),
      expect.stringMatching(/inline script.*blocked/),
    ]);
  });

  test('an uncaught error and a request that fails are seen, in popups too', async () => {
    const { context, page, seen } = await open({ url: `${own.url}/plain` });
    const [popup] = await Promise.all([context.waitForEvent('page'), page.evaluate(`void window.open('/plain')`)]);
    await popup.waitForLoadState();
    await popup.evaluate(`setTimeout(() => { throw new Error('late') }); fetch('http://127.0.0.1:9').catch(() => 0)`);
    await eventuallyTrue(() => seen.problems.length === 3, 'not everything is seen');
    expect(seen.problems.toSorted()).toEqual([
      expect.stringMatching(/^error: .*ERR_/),
      expect.stringMatching(/^failed: GET http:\/\/127\.0\.0\.1:9\//),
      'uncaught: late',
    ]);
  });

  test('two contexts at once share no storage, and one survives the other', async () => {
    const [one, other] = await Promise.all([open({ url: `${own.url}/plain` }), open({ url: `${own.url}/plain` })]);
    await one.page.evaluate(`localStorage.setItem('name', 'one')`);
    await one.context.close();
    expect(await other.page.evaluate(`localStorage.getItem('name')`)).toBeNull();
  });

  test('the canary finds a secret wherever a page can keep it', async () => {
    const opened = await open({ url: `${own.url}/plain` });
    expect(await canary(opened, [secret])).toEqual([]);
    const found = [];
    for (const [index, [, script]] of hidingPlaces.entries()) {
      const planted = `${secret}${index}.`;
      await opened.page.evaluate(script.replaceAll('SECRET', JSON.stringify(planted)));
      found.push([(await canary(opened, ['absent', planted])).join(', '), script]);
    }
    expect(found).toEqual(hidingPlaces);
  });

  test('axe reports each element that fails, also in a shadow root, and none of a page without faults', async () => {
    const { page } = await open({ url: `${own.url}/strict` });
    expect(await axe(page)).toEqual([]);
    await page.goto(`${own.url}/flawed`);
    expect((await axe(page)).map((line) => line.split(': ').slice(0, 2).join(' '))).toEqual([
      'color-contrast #host >>> p',
      'image-alt img',
      'target-size #host >>> button[aria-label="a"]',
      'target-size #host >>> button[aria-label="b"]',
    ]);
  });

  // Elsewhere than on Linux x64, an installed browser uses the fonts of the machine.
  (runsPackedChromium(process) ? test : test.skip)('letters and signs look the same on every machine', async () => {
    const { context, page } = await open({ url: `${own.url}/letters` });
    const letters = await page.locator('i').all();
    // A busy machine may take a picture before the letters are painted.
    await eventuallyTrue(async () => {
      const pictures = letters.map(async (letter) => (await letter.screenshot()).toString('base64'));
      return new Set(await Promise.all(pictures)).size === 'ÄÖÜäöüß→✓א'.length;
    }, 'some letters look the same');
    const session = await context.newCDPSession(page);
    const { root } = await session.send('DOM.getDocument');
    await session.send('CSS.enable');
    const fontsOf = async (selector: string) => {
      const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
      const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
      return fonts.map(({ familyName }) => familyName);
    };
    const elements = ['h1', 'i', 'i:nth-of-type(9)', 'code', 'button'];
    expect(await Promise.all(elements.map(fontsOf))).toEqual(
      ['Open Sans', 'Open Sans', 'DejaVu Sans', 'DejaVu Sans Mono', 'Open Sans'].map((font) => [font]),
    );
  });

  test('a closed browser leaves no folder', async () => {
    // Again if another test file has started its browser meanwhile: that one is still open.
    await eventuallyTrue(async () => {
      const before = readdirSync(tmpdir());
      const browser = await launchBrowser();
      const added = readdirSync(tmpdir()).filter((name) => !before.includes(name) && name.startsWith('playwright'));
      expect(added).not.toEqual([]);
      await browser.close();
      return !readdirSync(tmpdir()).some((name) => added.includes(name));
    }, 'a folder stays');
  });
});
