import { randomUUID } from 'node:crypto';

/** Replaces the code with which the SDK makes UUIDs. Its own loads the Web Cryptography API of Node. */
export const bindV4 = () => (): string => randomUUID();
