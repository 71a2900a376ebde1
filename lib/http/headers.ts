import { ProblemError } from '../errors.ts';

/** Whether `Prefer: respond-async` (RFC 7240) is among the preferences. */
export function prefersAsync(prefer: string | undefined): boolean {
  return (prefer ?? '')
    .split(',')
    .some((preference) => preference.split(';')[0]?.trim().toLowerCase() === 'respond-async');
}

/** The Idempotency-Key: a structured-field string, or the bare characters that most clients send. Throws 400. */
export function readIdempotencyKey(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const [, quoted] = /^"((?:[^"\\]|\\["\\])*)"$/.exec(header.trim()) ?? [];
  const key = quoted?.replaceAll(/\\(["\\])/g, '$1') ?? header.trim();
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new ProblemError(
      'malformed-header',
      'Idempotency-Key must be 1 to 255 visible ASCII characters, for example a UUID.',
    );
  }
  return key;
}

/** Throws 406 where the caller takes no JSON. */
export function mustAcceptJson(accept: string | undefined): void {
  const ranges = (accept ?? '*/*').split(',').map((range) => range.trim().toLowerCase());
  const takes = ranges.some((range) => {
    const [type, ...parameters] = range.split(';').map((part) => part.trim());
    const isRefused = parameters.some((parameter) => /^q=0(?:\.0{0,3})?$/.test(parameter));
    return !isRefused && ['*/*', 'application/*', 'application/json', 'application/problem+json'].includes(type ?? '');
  });
  if (!takes)
    throw new ProblemError(
      'not-acceptable',
      'This call answers as application/json. Name it in Accept, or leave Accept out.',
    );
}
