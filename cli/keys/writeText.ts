import type { KeyStream } from './destination.ts';

/** Writes the text. Rejects if the stream does not take it, for example because the program behind a pipe has ended. */
export function writeText(stream: KeyStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // The stream also emits the error, which would end the process if nobody listened.
    stream.on('error', reject);
    stream.write(text, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}
