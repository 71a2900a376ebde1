import type { OpenedPage } from './openPage.ts';

/**
 * Returns the names of everything that the page of an origin has stored in the browser, whatever it is: cookies, items of
 * both storages, databases and caches. The entries of the history are not among it.
 */
export async function stored({ context, page }: OpenedPage): Promise<string[]> {
  const cookies = await context.cookies();
  const names = await page.evaluate<string[]>(`(async () => [
    ...Object.keys(localStorage).map((name) => 'localStorage: ' + name),
    ...Object.keys(sessionStorage).map((name) => 'sessionStorage: ' + name),
    ...(await indexedDB.databases()).map(({ name }) => 'indexedDB: ' + name),
    ...(await caches.keys()).map((name) => 'cache: ' + name),
  ])()`);
  return [...cookies.map(({ name }) => `cookie: ${name}`), ...names];
}
