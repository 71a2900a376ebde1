/** What the document of a page says about where it runs. `npm run web:build` and the function `web` write it. */
export interface PageSettings {
  /** The address of the API, without a slash at its end. */
  readonly apiUrl: string;
  /**
   * Whether the page may claim keys. The document that other origins may show in a frame may not, because a page around
   * the frame could trick its user into a click.
   */
  readonly mayClaim: boolean;
  /** The origins whose pages may show this one in a frame. */
  readonly frameOrigins: readonly string[];
}

/**
 * Reads the settings of a page. Without an address in the document, the API is in the folder of the page, which is right
 * below every stage and every path of a custom domain.
 */
export function readPageSettings(document: Document, address: string): PageSettings {
  const textOf = (name: string) => document.querySelector(`meta[name="${name}"]`)?.getAttribute('content') ?? '';
  const api = textOf('latchkey-api') || new URL('.', address).href;
  const wordsOf = (name: string) =>
    textOf(name)
      .split(' ')
      .filter((word) => word !== '');
  return {
    apiUrl: api.replace(/\/$/, ''),
    mayClaim: wordsOf('latchkey-may').includes('claim'),
    frameOrigins: wordsOf('latchkey-frames'),
  };
}
