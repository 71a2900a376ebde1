import { hash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { takePictures, type Look, type PageState } from '../../../scripts/screenshots/takePictures.ts';
import { servePages } from '../../support/browser/pageServer.ts';
import { withBrowser } from '../../support/browser/withBrowser.ts';

const body = `<!doctype html><title>A page</title><link rel="icon" href="data:,">
  <style>:root { color-scheme: light dark } @keyframes turn { to { rotate: 1turn } } p { animation: turn 1s infinite }</style>
  <input autofocus><p></p><script>document.querySelector('p').textContent = navigator.language</script>`;
const looks: readonly Look[] = [
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'de' },
];

withBrowser((open) => {
  test('each state has a picture for each look, again the same, and none is left of a state that is gone', async () => {
    const server = await servePages({ '/': { body } });
    const browser = (await open()).context.browser();
    if (browser === null) throw new Error('the context has no browser');
    const folder = join(mkdtempSync(join(tmpdir(), 'pictures-')), 'page');
    const state = (name: string, address: string, pauseMs = 0): PageState => ({
      name,
      prepare: async ({ page }) => {
        await page.goto(address);
        await sleep(pauseMs);
      },
    });
    const contents = () => readdirSync(folder).map((file) => hash('sha256', readFileSync(join(folder, file))));

    const files = await takePictures(browser, [state('empty', server.url)], looks, folder);
    expect(files).toEqual(['empty-en-light.png', 'empty-de-dark.png']);
    const first = contents();
    expect(new Set(first).size).toBe(2);

    writeFileSync(join(folder, 'gone-en-light.png'), '');
    // The animation of the page has moved on.
    await takePictures(browser, [state('empty', server.url, 200)], looks, folder);
    expect(readdirSync(folder).sort()).toEqual([...files].sort());
    expect(contents()).toEqual(first);

    await server.close();
    await expect(takePictures(browser, [state('other', server.url)], looks, folder)).rejects.toThrow(
      'ERR_CONNECTION_REFUSED',
    );
    expect(readdirSync(folder).sort()).toEqual([...files].sort());
  });
});
