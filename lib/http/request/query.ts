import { ProblemError } from '../../core/errors.ts';

/** The query parameters of a request, each given at most once; a caller's typing error must not read as "no filter". */
export type Query = Readonly<Record<string, string>>;

/** Throws 400 for a parameter that is not among `known`, is given twice, or is empty. */
export function readQuery(rawQueryString: string, known: readonly string[]): Query {
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(rawQueryString)) {
    if (!known.includes(name)) {
      const takes = known.length === 0 ? 'It has none.' : `It has ${known.join(', ')}.`;
      throw malformedQuery(`This call has no query parameter ${JSON.stringify(shortened(name))}. ${takes}`);
    }
    if (Object.hasOwn(query, name)) throw malformedQuery(`The query parameter ${name} is given twice. Give it once.`);
    if (value === '') throw malformedQuery(`The query parameter ${name} is empty. Give it a value, or omit it.`);
    query[name] = value;
  }
  return query;
}

export function malformedQuery(detail: string): ProblemError {
  return new ProblemError('malformed-query', detail);
}

/** What a caller wrote, for an answer: enough to recognize it. */
function shortened(text: string): string {
  return text.length > 64 ? `${text.slice(0, 64)}…` : text;
}
