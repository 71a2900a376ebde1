/** The encodings in which a file of the pages is kept, best first, and how the name of the encoded file ends. */
export const encodedEndings = { br: '.br', gzip: '.gz', identity: '' } as const;

export type Encoding = keyof typeof encodedEndings;

/**
 * Returns a file of the pages in an encoding, such as `onboard.html` or `web/onboard-4KXQ2B7A.js`. Undefined: there is no
 * such file.
 */
export type WebFiles = (name: string, encoding: Encoding) => Promise<Uint8Array | undefined>;
