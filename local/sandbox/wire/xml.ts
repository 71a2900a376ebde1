/**
 * The output of an operation. `undefined` is omitted, a Map becomes `entry` elements, and a Date becomes ISO 8601 in
 * whole seconds.
 */
type Output =
  string | number | boolean | Date | undefined | readonly Output[] | ReadonlyMap<string, Output> | OutputStructure;

export interface OutputStructure {
  readonly [name: string]: Output;
}

const namespaces = {
  iam: 'https://iam.amazonaws.com/doc/2010-05-08/',
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/',
} as const;

export type Service = keyof typeof namespaces;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#xD;',
};

function escape(text: string): string {
  return text.replace(/[&<>"'\r]/g, (character) => entities[character] ?? character);
}

function isList(output: Output): output is readonly Output[] {
  return Array.isArray(output);
}

function isMap(output: Output): output is ReadonlyMap<string, Output> {
  return output instanceof Map;
}

function content(output: Exclude<Output, undefined>): string {
  if (isList(output)) return output.map((member) => element('member', member)).join('');
  if (output instanceof Date) return output.toISOString().replace(/\.\d+Z$/, 'Z');
  if (isMap(output)) {
    return [...output].map(([key, value]) => element('entry', { key, value })).join('');
  }
  if (typeof output === 'object') {
    return Object.entries(output)
      .map(([name, value]) => element(name, value))
      .join('');
  }
  return escape(String(output));
}

function element(name: string, output: Output): string {
  return output === undefined ? '' : `<${name}>${content(output)}</${name}>`;
}

/** Returns the success response of AWS's query protocol. */
export function encodeAnswer(service: Service, action: string, output: OutputStructure, requestId: string): string {
  const result = Object.keys(output).length > 0 ? element(`${action}Result`, output) : '';
  const metadata = element('ResponseMetadata', { RequestId: requestId });
  return `<${action}Response xmlns="${namespaces[service]}">${result}${metadata}</${action}Response>`;
}

/**
 * Returns the error response of AWS's query protocol. Its type is `Receiver` for a 5xx status, and otherwise `Sender`.
 */
export function encodeError(
  service: Service,
  error: { code: string; message: string; statusCode: number },
  requestId: string,
): string {
  const type = error.statusCode < 500 ? 'Sender' : 'Receiver';
  const detail = element('Error', { Type: type, Code: error.code, Message: error.message });
  return `<ErrorResponse xmlns="${namespaces[service]}">${detail}${element('RequestId', requestId)}</ErrorResponse>`;
}
