import { buildWeb, webDirectory } from '../infra/plugin/buildWeb.ts';
import { writeWeb } from '../infra/plugin/writeWeb.ts';
import { matching, readOptions } from './options.ts';

/**
 * `npm run web:build` writes the pages into a folder, for a host of static files: `-- --api https://api.example --out page`.
 * A deploy builds them itself, without this command.
 */
const {
  api = '',
  out = webDirectory,
  frames = '',
} = readOptions({
  api: matching(/^https?:\/\/[^\s?#"]+$/, 'the URL of the API, for example https://api.example').optional(),
  out: matching(/./, 'a folder').optional(),
  frames: matching(
    /^https?:\/\/[^\s/]+(,https?:\/\/[^\s/]+)*$/,
    'the origins of pages with a frame, separated by commas',
  ).optional(),
});
const built = await buildWeb('.', { apiUrl: api, frameOrigins: frames.split(',').filter((each) => each !== '') });
writeWeb(out, built);
console.log(`${String(built.size)} files are in ${out}, each also as .br and .gz.`);
