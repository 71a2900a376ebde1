import { Readable } from 'node:stream';

/**
 * Replaces the code with which the SDK looks for the streams and the blobs of browsers, and reads them. A body here is a
 * text or a stream of Node. To ask whether something is a `ReadableStream` makes Node load its web streams, which takes 1
 * ms of a cold start.
 */
export const isReadableStream = (): boolean => false;
export const isBlob = (): boolean => false;

/** Returns whether the body of a request is a stream, which cannot be sent again. */
export const isStreamingPayload = (request: { readonly body?: unknown } | undefined): boolean =>
  request?.body instanceof Readable;

/** Reads a whole answer. Rejects with the error of the stream, such as a connection that ended too early. */
export function streamCollector(stream: Readable): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    stream
      .on('data', (chunk: Buffer) => {
        chunks.push(chunk);
      })
      .on('end', () => {
        resolve(Buffer.concat(chunks));
      })
      .on('error', reject);
  });
}
