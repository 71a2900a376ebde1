// Runs in the page. Returns each text that it keeps, with the place, for `canary.ts`.
(async () => {
  const found = [];

  /** Notes every string in a value, which may be anything that a database or a history entry can hold. */
  const note = async (place, value, seen = new Set()) => {
    if (typeof value === 'string') found.push([place, value]);
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (value instanceof Blob) return await note(place, await value.text());
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value))
      return await note(place, new TextDecoder().decode(value));
    const parts = value instanceof Map || value instanceof Set ? [...value].flat() : Object.entries(value).flat();
    for (const part of parts) await note(place, part, seen);
  };

  /** Not `{ ...storage }`: that lacks an item whose name is that of a method, such as `key`. */
  const textsIn = (storage) =>
    Array.from({ length: storage.length }, (_, index) => [storage.key(index), storage.getItem(storage.key(index))]);

  const answerOf = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  const noteDatabases = async () => {
    for (const { name } of await indexedDB.databases()) {
      const database = await answerOf(indexedDB.open(name));
      for (const storeName of database.objectStoreNames) {
        const store = database.transaction(storeName).objectStore(storeName);
        const [keys, values] = await Promise.all([answerOf(store.getAllKeys()), answerOf(store.getAll())]);
        await note('indexedDB', [name, storeName, keys, values]);
      }
      database.close();
    }
  };

  const noteCaches = async () => {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const answer = await cache.match(request);
        const headers = [...request.headers, ...answer.headers];
        await note('cache', [name, request.url, headers, await answer.text()]);
      }
    }
  };

  await note('URL', [location.href, document.referrer]);
  await note('window.name', window.name);
  await note('history.state', history.state);
  for (const entry of navigation.entries()) await note('history', [entry.url, entry.getState()]);
  // A page without an origin, such as about:blank, has no storage and throws.
  if (window.origin !== 'null') {
    await note('localStorage', textsIn(localStorage));
    await note('sessionStorage', textsIn(sessionStorage));
    await noteDatabases();
    if (window.isSecureContext) await noteCaches();
  }
  return found;
})();
