import type { Encoding } from './webFiles.ts';

interface Coding {
  readonly name: string;
  /** From 0 (not acceptable) to 1. */
  readonly quality: number;
}

/**
 * Returns the encoding that a browser prefers (RFC 9110, section 12.5.3); the smaller one if it has no preference. Returns
 * `identity` if the browser sends no Accept-Encoding, or accepts nothing that is kept: an answer that it may not be able to
 * read is better than none.
 */
export function chooseEncoding(acceptEncoding: string | undefined): Encoding {
  const codings = (acceptEncoding ?? '').split(',').flatMap(readCoding);
  const qualityOf = (name: string) => codings.find((coding) => coding.name === name)?.quality;
  const ofAll = qualityOf('*') ?? 0;
  const br = qualityOf('br') ?? ofAll;
  const gzip = qualityOf('gzip') ?? ofAll;
  // Without being named, identity is acceptable and the last choice.
  const identity = qualityOf('identity') ?? 0;
  if (br > 0 && br >= gzip && br >= identity) return 'br';
  return gzip > 0 && gzip >= identity ? 'gzip' : 'identity';
}

/** Parses one coding. Returns an empty list if the text is not one. */
function readCoding(text: string): Coding[] {
  const [, name, quality = '1'] = /^\s*([\w*-]+)\s*(?:;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?$/i.exec(text) ?? [];
  return name === undefined ? [] : [{ name: name.toLowerCase(), quality: Number(quality) }];
}
