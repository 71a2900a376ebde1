import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { hostOf } from '../../webhooks/endpoint.ts';

export interface Post {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
  /** Not asked where the host is an address: whoever calls has looked at that. */
  readonly lookup: LookupFunction;
  readonly ca: string | undefined;
}

/** What came back, as far as it came. */
export interface Posted {
  readonly status?: number;
  readonly retryAfter?: string | undefined;
  /** At most 64 KB. */
  readonly body: Buffer;
  readonly error?: Error | undefined;
}

/** More than an answer to an event can need: from there on it is hung up on. */
const headerLimitBytes = 16 * 1024;
const bodyLimitBytes = 64 * 1024;

/** One timeout for name, connection, TLS, headers and body. */
class TimedOut extends Error {
  constructor(ms: number) {
    super(`The receiver took longer than ${ms} ms.`);
    this.name = 'TimedOut';
  }
}

/**
 * POSTs JSON once, over a connection of its own: no proxy, no redirect, nothing kept alive. Never throws: what went wrong
 * is part of what came back. A status counts even where the rest of the answer does not come.
 */
export function post({ url, headers, body, timeoutMs, lookup, ca }: Post): Promise<Posted> {
  const send = url.protocol === 'http:' ? httpRequest : httpsRequest;
  const host = hostOf(url);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let answer: IncomingMessage | undefined;
    let read = 0;
    const end = (error?: Error) => {
      clearTimeout(timer);
      request.destroy();
      resolve({
        ...(answer?.statusCode !== undefined && { status: answer.statusCode }),
        retryAfter: answer?.headers['retry-after'],
        body: Buffer.concat(chunks),
        error,
      });
    };
    const request = send({
      method: 'POST',
      hostname: host,
      port: url.port,
      path: `${url.pathname}${url.search}`,
      headers: {
        host: url.host,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Latchkey-Webhooks',
        ...headers,
      },
      agent: false,
      // A name with its closing dot is the same name, but no certificate has it.
      servername: isIP(host) === 0 ? host : '',
      lookup,
      maxHeaderSize: headerLimitBytes,
      ...(ca !== undefined && { ca }),
    });
    // Of its own, and set once: a socket's timeout begins anew with each byte.
    const timer = setTimeout(() => end(new TimedOut(timeoutMs)), timeoutMs);
    // Stays until the end, and after it: what happens to a connection that was given up is nobody's business.
    request.on('error', end);
    request.on('response', (response) => {
      answer = response;
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk.subarray(0, bodyLimitBytes - read));
        read += chunk.length;
        if (read >= bodyLimitBytes) end();
      });
      response.on('end', () => end());
      response.on('error', end);
      response.on('close', () => end(response.complete ? undefined : new Error('The answer broke off.')));
    });
    request.on('close', () => end(answer === undefined ? undefined : new Error('The answer broke off.')));
    request.end(body);
  });
}
