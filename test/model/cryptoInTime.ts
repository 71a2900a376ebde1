/** The asynchronous operations of WebCrypto. Node runs them in other threads. */
const operations = [
  'encrypt',
  'decrypt',
  'sign',
  'verify',
  'digest',
  'generateKey',
  'deriveKey',
  'deriveBits',
  'importKey',
  'exportKey',
  'wrapKey',
  'unwrapKey',
] as const satisfies readonly (keyof typeof crypto.subtle)[];

/**
 * Runs each operation of WebCrypto by `busily`, until the returned function is called. Keys are sealed in real time: without
 * this, as much virtual time would pass meanwhile as the machine is slow.
 */
export function countCrypto(busily: (work: () => Promise<unknown>) => Promise<unknown>): () => void {
  const { subtle } = globalThis.crypto;
  for (const name of operations) {
    const original: (...args: never[]) => Promise<unknown> = subtle[name].bind(subtle);
    const value = (...args: never[]) => busily(() => original(...args));
    Object.defineProperty(subtle, name, { value, configurable: true });
  }
  return () => {
    for (const name of operations) Reflect.deleteProperty(subtle, name);
  };
}
