import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BuiltWeb } from '../infra/plugin/buildWeb.ts';
import type { WebFiles } from '../lib/http/web/webFiles.ts';

/** The folders whose files are in the pages. */
const sources = ['web', 'client'];

/**
 * Returns the files of the pages, built in memory at the first request for one: most tests ask for none. Builds them again
 * when a page is loaded after a source has changed.
 */
export function localWebFiles(): WebFiles {
  let changedMs = 0;
  let built: Promise<BuiltWeb> | undefined;
  const encoded = new Map<string, Uint8Array>();
  return async (name, encoding) => {
    const { buildWeb, encodedAs } = await import('../infra/plugin/buildWeb.ts');
    if (built === undefined || (name.endsWith('.html') && changedMs !== lastChangeMs())) {
      changedMs = lastChangeMs();
      encoded.clear();
      built = buildWeb(process.cwd());
    }
    const key = `${encoding} ${name}`;
    const content = encoded.get(key) ?? (await built).get(name);
    if (content === undefined) return undefined;
    const answer = encoded.get(key) ?? encodedAs(encoding, content);
    encoded.set(key, answer);
    return answer;
  };
}

/** Returns when a source was changed last, in milliseconds since 1970. */
function lastChangeMs(): number {
  const files = sources.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  return Math.max(...files.map((file) => statSync(file).mtimeMs));
}
