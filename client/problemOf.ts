import { LatchkeyProblem, type FieldError } from './latchkeyProblem.ts';
import { retryAfterOf } from './retryAfter.ts';

/** A request that was refused. */
interface Refused {
  readonly call: string;
  readonly idempotencyKey: string | undefined;
  readonly url: string;
}

/**
 * Returns the error for an answer that is not 2xx.
 *
 * @param body a problem document, `{ "message": … }` of API Gateway, or whatever a proxy has answered
 */
export function problemOf({ call, idempotencyKey, url }: Refused, body: unknown, response: Response): LatchkeyProblem {
  const { status, statusText, headers } = response;
  const members = new Map(isObject(body) ? Object.entries(body) : []);
  const text = (name: string) => {
    const value: unknown = members.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  const type = text('type') ?? 'about:blank';
  const title = text('title') ?? (statusText || 'Refused');
  const errors: unknown = members.get('errors');
  const retryable: unknown = members.get('retryable');
  return new LatchkeyProblem({
    type,
    title,
    status,
    // API Gateway answers `{ "message": … }`.
    detail: text('detail') ?? text('message') ?? '',
    errors: Array.isArray(errors) ? errors.filter(isFieldError) : [],
    onboarding: text('onboarding'),
    conflictsWith: text('conflictsWith'),
    retryable: typeof retryable === 'boolean' ? retryable : status === 429 || status >= 500,
    requestId: text('requestId') ?? headers.get('apigw-requestid') ?? undefined,
    helpUrl: helpUrlOf(headers, url),
    retryAfterSeconds: retryAfterOf(response),
    isReplay: headers.get('idempotency-replayed') === 'true',
    call,
    idempotencyKey,
  });
}

/** Returns the target of the header Link with `rel="help"` (RFC 8288), which may be a path on the host of the API. */
function helpUrlOf(headers: Headers, url: string): string | undefined {
  const [, target = ''] = /<([^>]*)>[^,]*;\s*rel="?help\b/.exec(headers.get('link') ?? '') ?? [];
  if (target === '' || !URL.canParse(target, url)) return undefined;
  const { protocol, href } = new URL(target, url);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isFieldError(value: unknown): value is FieldError {
  return (
    isObject(value) &&
    'pointer' in value &&
    'detail' in value &&
    typeof value.pointer === 'string' &&
    typeof value.detail === 'string'
  );
}
