import { ProblemError } from '../../core/errors.ts';
import { keyFormatNames, keyFormats, mediaTypesOf, type KeyFormatName } from '../keyFormats/index.ts';

/** The format of an answer with keys. */
export type Form = 'json' | KeyFormatName;

interface Range {
  readonly type: string;
  /** From 0 (not acceptable) to 1. */
  readonly quality: number;
}

export const jsonType = 'application/json';

/** Throws 406 if the Accept header does not allow the type, which is the only one that the call answers in. */
export function mustAccept(accept: string | undefined, type: string): void {
  if (type === jsonType ? formOf(accept, ['json']) !== undefined : allows(accept, type)) return;
  throw new ProblemError(
    'not-acceptable',
    `This call answers in ${type} only, which the Accept header does not allow. Send "Accept: ${type}", or omit the header.`,
  );
}

function allows(accept: string | undefined, type: string): boolean {
  if (accept === undefined || accept.trim() === '') return true;
  return (closestRange(accept.split(',').flatMap(readRange), type)?.quality ?? 0) > 0;
}

/**
 * Returns the format of an answer with keys. Throws 406 with the list of formats if the Accept header allows none of
 * them.
 */
export function readForm(accept: string | undefined): Form {
  const form = formOf(accept, ['json', ...keyFormatNames]);
  if (form !== undefined) return form;
  throw new ProblemError(
    'not-acceptable',
    `No key was issued. The Accept header must allow one of ${[jsonType, ...mediaTypesOf()].join(', ')}. Omit it to get JSON.`,
  );
}

/**
 * Returns the format that the Accept header prefers (RFC 9110, section 12.5.1). Among formats of equal quality, a
 * format that the header names precedes one that matches a wildcard; then the format that the header names first
 * precedes.
 */
function formOf(accept: string | undefined, offers: readonly Form[]): Form | undefined {
  if (accept === undefined || accept.trim() === '') return 'json';
  const ranges = accept.split(',').flatMap(readRange);
  const acceptable = offers.flatMap((form) => {
    const found = closestRange(ranges, form === 'json' ? jsonType : keyFormats[form].mediaType);
    return found === undefined || found.quality === 0 ? [] : [{ form, ...found }];
  });
  const [best] = acceptable.toSorted(
    (one, other) => other.quality - one.quality || one.wildcards - other.wildcards || one.index - other.index,
  );
  if (best !== undefined) return best.form;
  // A header that allows application/problem+json also gets JSON, unless it refuses JSON explicitly.
  const isRefused = closestRange(ranges, jsonType) !== undefined;
  const problems = closestRange(ranges, 'application/problem+json');
  return !isRefused && problems !== undefined && problems.quality > 0 ? 'json' : undefined;
}

/** Returns the most specific media range that matches the type. Less specific ranges have no effect. */
function closestRange(ranges: readonly Range[], type: string) {
  const matching = [type, `${type.slice(0, type.indexOf('/'))}/*`, '*/*'];
  const found = matching.flatMap((each, wildcards) => {
    const index = ranges.findIndex((range) => range.type === each);
    const range = ranges[index];
    return range === undefined ? [] : [{ quality: range.quality, wildcards, index }];
  });
  return found[0];
}

/**
 * Parses a media range. Returns an empty list if the text is not a media range. Ignores all parameters except `q`,
 * because the media types here need none.
 */
function readRange(text: string): Range[] {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  if (!/^(?:\*\/\*|[\w.+-]+\/(?:\*|[\w.+-]+))$/.test(type)) return [];
  const q = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  if (q !== undefined && !/^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(q)) return [];
  return [{ type, quality: q === undefined ? 1 : Number(q) }];
}
