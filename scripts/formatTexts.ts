import { text } from 'node:stream/consumers';
import { format, resolveConfig } from 'prettier';
import * as z from 'zod/mini';

/**
 * Reads texts by file as JSON, and prints them as Prettier formats them. A process of its own, because jest cannot import
 * Prettier; one for all files, because the start of Prettier takes longer than the work.
 */
const texts = z.record(z.string(), z.string()).parse(JSON.parse(await text(process.stdin)));
const formatted = Object.entries(texts).map(async ([filepath, each]) => [
  filepath,
  await format(each, { ...(await resolveConfig(filepath)), filepath }),
]);
process.stdout.write(JSON.stringify(Object.fromEntries(await Promise.all(formatted))));
