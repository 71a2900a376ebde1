import type { HttpCall } from '../../local/api/event.ts';
import type { Trouble } from '../model/trouble.ts';
import type { TroubleCode } from '../model/trouble.ts';
import type { Operation } from './operations.ts';

type Pair = readonly [name: string, value: string];

/** What goes wrong while a request is served: troubles of its process, or an error code of AWS for one operation. */
export interface Faults {
  readonly troubles: readonly Trouble[];
  readonly refusal: { readonly operation: string; readonly code: TroubleCode } | undefined;
}

/** A generated request, before it is written as HTTP. */
export interface Request {
  /** Undefined: no route has this method and path. */
  readonly operation: Operation | undefined;
  readonly method: string;
  /** The path parameters, not encoded. */
  readonly path: Readonly<Record<string, string>>;
  /** The path as sent, without its query. */
  readonly target: string;
  /** The query as sent, without the question mark. */
  readonly search: string;
  readonly headers: readonly Pair[];
  readonly body: Buffer;
  /** What the contract does not allow in it. Empty: nothing. */
  readonly oddities: readonly string[];
  /** Whether its token is none that the operation accepts. */
  readonly isUnauthorized: boolean;
  readonly faults: Faults;
}

export const noFaults: Faults = { troubles: [], refusal: undefined };

const urlOf = ({ target, search }: Pick<Request, 'target' | 'search'>) =>
  search === '' ? target : `${target}?${search}`;

export function callOf(request: Request): HttpCall {
  const { method, headers, body } = request;
  return { method, url: urlOf(request), rawHeaders: headers.flat(), body, sourceIp: '127.0.0.1' };
}

/** Returns the request as a shell command, for an API at `$LATCHKEY_URL`. */
export function curlOf(request: Request): string {
  const { method, headers, body } = request;
  const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;
  // Without a value, curl would omit the header.
  const given = headers.map(([name, value]) => `-H ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`);
  const sent =
    body.length === 0
      ? `curl -i -X ${method}`
      : `echo ${body.toString('base64')} | base64 -d | curl -i -X ${method} --data-binary @-`;
  return [sent, '--path-as-is', ...given, `"$LATCHKEY_URL"${quoted(urlOf(request))}`].join(' ');
}
