import { createHash } from 'node:crypto';

/** Returns the SHA-256 of a text in hexadecimal, as the settings have it of each token. */
export const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');
