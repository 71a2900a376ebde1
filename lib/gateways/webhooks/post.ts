import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { hostOf } from '../../webhooks/endpoint.ts';

export interface Post {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
  /** Resolves the host name. It is not called if the host is an IP address, which the caller has already checked. */
  readonly lookup: LookupFunction;
  readonly ca: string | undefined;
}

/** The receiver's answer, as much of it as arrived. */
export interface Posted {
  readonly status?: number;
  readonly retryAfter?: string | undefined;
  /** At most 64 KB. */
  readonly body: Buffer;
  readonly error?: Error | undefined;
}

/**
 * The largest size of an answer's headers. They are larger than any useful answer needs. The connection is closed when
 * an answer exceeds this limit or that of the body.
 */
const headerLimitBytes = 16 * 1024;
const bodyLimitBytes = 64 * 1024;

/** The error if the whole try took too long: name resolution, connection, TLS, headers and body. */
class TimedOut extends Error {
  constructor(ms: number) {
    super(`The receiver took longer than ${ms} ms.`);
    this.name = 'TimedOut';
  }
}

/**
 * Sends JSON with one POST request over a new connection, without a proxy, redirects or keep-alive. Never throws: an
 * error is part of the result. If a status arrived, it is part of the result even if the rest of the answer is missing.
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
      // Without the dot at the end of a fully qualified name, because certificates do not contain it.
      servername: isIP(host) === 0 ? host : '',
      lookup,
      maxHeaderSize: headerLimitBytes,
      ...(ca !== undefined && { ca }),
    });
    // A timer of its own, because the timeout of a socket starts again with each byte.
    const timer = setTimeout(() => end(new TimedOut(timeoutMs)), timeoutMs);
    // The listener stays after the end, because an error of the closed connection must not be thrown. It then has no
    // effect.
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
