import { buildWeb, webDirectory, writeWeb } from '../infra/plugin/buildWeb.ts';
import { matching, readOptions } from './options.ts';

/**
 * `npm run web:build` writes the pages into a folder, for a host of static files: `-- --api https://api.example --out dir`.
 * A deploy builds them itself, without this command.
 */
const { api = '', out = webDirectory } = readOptions({
  api: matching(/^https?:\/\/[^\s?#"]+$/, 'the URL of the API, for example https://api.example').optional(),
  out: matching(/./, 'a folder').optional(),
});
const built = await buildWeb('.', api);
writeWeb(out, built);
console.log(`${String(built.size)} files are in ${out}, each also as .br and .gz.`);
