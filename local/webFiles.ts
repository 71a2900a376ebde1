import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BuiltWeb, WebSettings } from '../infra/plugin/buildWeb.ts';
import { encodedAs } from '../infra/plugin/writeWeb.ts';
import type { WebFiles } from '../lib/http/web/webFiles.ts';

/** The folders with the source files of the pages. */
const sources = ['web', 'client', 'lib/http'];

/**
 * Returns the files of the pages, built in memory when the first one is requested, because most tests request none.
 * Builds them again when a page is loaded after a source has changed.
 */
export function localWebFiles({ frameOrigins }: Pick<WebSettings, 'frameOrigins'>, project = '.'): WebFiles {
  let builtFrom = 0;
  let built: Promise<BuiltWeb> | undefined;
  let encoded = new Map<string, Uint8Array>();
  return async (name, encoding) => {
    const { buildWeb } = await import('../infra/plugin/buildWeb.ts');
    const isPage = name.endsWith('.html');
    if (built === undefined || (isPage && builtFrom !== lastChange(project))) {
      builtFrom = lastChange(project);
      encoded = new Map();
      built = buildWeb(project, { apiUrl: '', frameOrigins });
    }
    const ofThisBuild = encoded;
    const content = (await built).get(name);
    if (content === undefined) return undefined;
    const key = `${encoding} ${name}`;
    const answer = ofThisBuild.get(key) ?? encodedAs(encoding, content, 'little');
    ofThisBuild.set(key, answer);
    return answer;
  };
}

/** Returns when a source was changed last, in milliseconds since 1970. */
function lastChange(project: string): number {
  const files = sources.flatMap((folder) =>
    readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      join(project, folder, file),
    ),
  );
  return Math.max(...files.map((file) => statSync(file).mtimeMs));
}
