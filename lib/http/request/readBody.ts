import * as z from 'zod/mini';
import { clip, ProblemError, type FieldError } from '../../core/errors.ts';

/** The beginning of the detail for a call that creates something. */
export const nothingMade = 'Nothing was created. ';

/**
 * Returns the schema of a text.
 *
 * @param rule the error for a text that does not match, and for a missing one
 * @param type the error for a value that is not a text
 */
export const textWith = (pattern: RegExp, rule: string, type = 'must be a string.') =>
  z.string({ error: ({ input }) => (input === undefined ? rule : type) }).check(z.regex(pattern, rule));

/**
 * Returns the schema of an object with these fields and no others.
 *
 * @param rule the error for a value that is not an object
 */
export const objectOf = <T extends z.core.$ZodLooseShape>(shape: T, rule = 'must be an object.') =>
  z.strictObject(shape, {
    error: ({ code }) =>
      code === 'unrecognized_keys' ? `Allowed here: ${Object.keys(shape).join(', ') || 'none'}.` : rule,
  });

/** Returns the errors of a body that its schema cannot know. The values in `given` may have any type. */
export type FurtherErrors = (given: Readonly<Record<string, unknown>>) => readonly FieldError[];

/** Returns a valid body. Throws 422 with every invalid field. `lead` is the first sentence of the answer. */
export function readBody<T>(schema: z.ZodMiniType<T>, body: unknown, lead = '', further: FurtherErrors = () => []): T {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    const given =
      body === undefined ? 'no body' : body === null ? 'null' : Array.isArray(body) ? 'an array' : `a ${typeof body}`;
    throw new ProblemError('invalid-request', `${lead}The body must be a JSON object; this request has ${given}.`, {
      errors: [{ pointer: '', detail: 'must be an object.' }],
    });
  }
  const given = withoutNulls(body);
  const parsed = schema.safeParse(given, { reportInput: true });
  const unknown = issuesOf(schema.safeParse(body)).filter(isUnknownField);
  const wrong = issuesOf(parsed).filter((issue) => !isUnknownField(issue));
  const errors = [...wrong.flatMap(fieldErrors), ...unknown.flatMap(fieldErrors)];
  const isReported = (pointer: string) => errors.some((error) => `${pointer}/`.startsWith(`${error.pointer}/`));
  errors.push(...further(given).filter(({ pointer }) => !isReported(pointer)));
  if (parsed.success && errors.length === 0) return parsed.data;
  throw invalid(errors, lead);
}

const issuesOf = ({ error }: { readonly error?: z.core.$ZodError | undefined }) => error?.issues ?? [];
const isUnknownField = ({ code }: z.core.$ZodIssue) => code === 'unrecognized_keys';

/**
 * Returns a body without the members that are null: null means that a field is not given. The parameters stay as they
 * are, because only their blueprint knows which of them exist (lib/blueprints/parameters.ts).
 */
function withoutNulls(body: object): Readonly<Record<string, unknown>> {
  const without = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(without);
    return typeof value === 'object' && value !== null ? withoutNulls(value) : value;
  };
  const members = Object.entries(body).filter(([, value]) => value !== null);
  return Object.fromEntries(
    members.map(([name, value]: [string, unknown]) => [name, name === 'parameters' ? value : without(value)]),
  );
}

/** The maximum number of errors in an answer. A body with only unknown fields could have thousands. */
const maxErrors = 20;

/** The detail is for a person. `errors` has the whole pointer, which may contain any name that the caller sent. */
const longestPointer = 80;

/** Returns a 422 problem with an error for each invalid field, up to the maximum number. */
export function invalid(all: readonly FieldError[], lead = ''): ProblemError {
  const errors = all.slice(0, maxErrors);
  const sentences = errors
    .map(({ pointer, detail }) => `${pointer === '' ? 'The body' : clip(pointer, longestPointer)} ${detail}`)
    .join(' ');
  const more = all.length > maxErrors ? ` And ${all.length - maxErrors} more.` : '';
  return new ProblemError('invalid-request', `${lead}${sentences}${more}`, { errors });
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const at = (path: readonly PropertyKey[]) =>
    path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  if (issue.code === 'unrecognized_keys') {
    // Only the first one names the allowed fields, to keep the detail short.
    return issue.keys.map((key, index) => ({
      pointer: at([...issue.path, key]),
      detail: `is not a field of this request. Remove it.${index === 0 ? ` ${issue.message}` : ''}`,
    }));
  }
  const isMissing = issue.code === 'invalid_type' && issue.input === undefined;
  return [{ pointer: at(issue.path), detail: isMissing ? `is missing. It ${issue.message}` : issue.message }];
}
