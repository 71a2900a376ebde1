import { ProblemError } from '../../core/errors.ts';
import { keyFormatNames, keyFormats, mediaTypesOf, type KeyFormatName } from '../keyFormats/index.ts';

/** How an answer that carries keys is written. */
export type Form = 'json' | KeyFormatName;

interface Range {
  readonly type: string;
  /** 0: not wanted, to 1. */
  readonly quality: number;
}

export const jsonType = 'application/json';

/** Throws 406 where the caller takes no JSON. */
export function mustAcceptJson(accept: string | undefined): void {
  if (formOf(accept, ['json']) === undefined) {
    throw new ProblemError(
      'not-acceptable',
      `This call answers in ${jsonType} only, which the Accept header does not allow. Send "Accept: ${jsonType}", or omit the header.`,
    );
  }
}

/** The form of an answer with keys. Throws 406 with the list where the caller takes none of them. */
export function readForm(accept: string | undefined): Form {
  const form = formOf(accept, ['json', ...keyFormatNames]);
  if (form !== undefined) return form;
  throw new ProblemError(
    'not-acceptable',
    `No key was issued. The Accept header must allow one of ${[jsonType, ...mediaTypesOf()].join(', ')}. Omit it to get JSON.`,
  );
}

/** The form that the caller likes best (RFC 9110, 12.5.1): of equals the one asked for by name, then the one named first. */
function formOf(accept: string | undefined, offers: readonly Form[]): Form | undefined {
  if (accept === undefined || accept.trim() === '') return 'json';
  const ranges = accept.split(',').flatMap(readRange);
  const wanted = offers.flatMap((form) => {
    const found = closestRange(ranges, form === 'json' ? jsonType : keyFormats[form].mediaType);
    return found === undefined || found.quality === 0 ? [] : [{ form, ...found }];
  });
  const [best] = wanted.toSorted(
    (one, other) => other.quality - one.quality || one.wildcards - other.wildcards || one.index - other.index,
  );
  if (best !== undefined) return best.form;
  // Whoever takes our problems takes JSON, unless it was refused by name.
  const isRefused = closestRange(ranges, jsonType) !== undefined;
  const problems = closestRange(ranges, 'application/problem+json');
  return !isRefused && problems !== undefined && problems.quality > 0 ? 'json' : undefined;
}

/** The most specific range that covers the type: it alone decides. */
function closestRange(ranges: readonly Range[], type: string) {
  const covering = [type, `${type.slice(0, type.indexOf('/'))}/*`, '*/*'];
  const found = covering.flatMap((each, wildcards) => {
    const index = ranges.findIndex((range) => range.type === each);
    const range = ranges[index];
    return range === undefined ? [] : [{ quality: range.quality, wildcards, index }];
  });
  return found[0];
}

/** Nothing for what is no media range. Parameters but `q` are passed over: our types have none that matters. */
function readRange(text: string): Range[] {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  if (!/^(?:\*\/\*|[\w.+-]+\/(?:\*|[\w.+-]+))$/.test(type)) return [];
  const q = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  if (q !== undefined && !/^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(q)) return [];
  return [{ type, quality: q === undefined ? 1 : Number(q) }];
}
