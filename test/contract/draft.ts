import type { Operation } from './operations.ts';
import { noFaults, type Faults, type Request } from './request.ts';

/** A request in the making. */
export interface Draft {
  operation: Operation | undefined;
  method: string;
  path: Record<string, string>;
  query: [name: string, value: string][];
  headers: [name: string, value: string][];
  /** JSON text, or bytes that are none. */
  body: string | Buffer | undefined;
  /** Replaces the path with its parameters. */
  target: string | undefined;
  /** Replaces the query. */
  search: string | undefined;
  oddities: string[];
  isUnauthorized: boolean;
}

/** Returns the path of an operation with these parameters, encoded as in a URL. */
export const targetOf = ({ path }: Operation, parameters: Readonly<Record<string, string>>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''));

const searchOf = (query: readonly (readonly [string, string])[]): string =>
  query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');

export function finished(draft: Draft, faults: Faults = noFaults): Request {
  const { operation, method, path, headers, body, oddities, isUnauthorized } = draft;
  const { target = operation === undefined ? '/' : targetOf(operation, path), search = searchOf(draft.query) } = draft;
  return {
    operation,
    method,
    path: { ...path },
    target,
    search,
    headers: [...headers],
    body: Buffer.from(body ?? ''),
    oddities,
    isUnauthorized,
    faults,
  };
}

/** Replaces the values of a header, or removes it. */
export function setHeader(draft: Draft, name: string, ...values: readonly string[]): void {
  draft.headers = [
    ...draft.headers.filter(([each]) => each !== name),
    ...values.map((value): [string, string] => [name, value]),
  ];
}
