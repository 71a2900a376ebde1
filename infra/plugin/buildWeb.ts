import { build, type Metafile } from 'esbuild';
import { mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { encodedEndings, type Encoding } from '../../lib/http/web/webFiles.ts';

/** The folder of the built pages, relative to the project's root. */
export const webDirectory = join('dist', 'web');

/** The files of the pages by their names, such as `onboard.html` and `web/onboard-4KXQ2B7A.js`. */
export type BuiltWeb = ReadonlyMap<string, Uint8Array>;

/** The browsers that can run the pages. All of them have constructable style sheets and dialogs. */
const oldestBrowsers = ['chrome111', 'edge111', 'firefox114', 'safari16.4'];

/** What a page refers to, such as `src="./onboard.ts"`: a file of `web/`. */
const reference = /(?<=(?:src|href)=")\.\/([\w-]+\.\w+)(?=")/g;

/**
 * Builds `web/`: a document for each `web/*.html`, whose scripts, styles and pictures get names with a hash of their
 * content, and `web/element.js`, the custom element for pages of the vendor. Equal sources give equal files.
 *
 * @param apiUrl the address of the API, for pages on another host. Empty: the API is where the pages are.
 */
export async function buildWeb(projectDirectory: string, apiUrl = ''): Promise<BuiltWeb> {
  // The folder can be a link, as in tests, and esbuild names the files by where they really are.
  const root = dirname(realpathSync(join(projectDirectory, 'web')));
  const documents = new Map(
    readdirSync(join(root, 'web'))
      .filter((file) => file.endsWith('.html'))
      .map((file) => [file, readFileSync(join(root, 'web', file), 'utf8')] as const),
  );
  const referred = [...documents.values()].flatMap((text) =>
    [...text.matchAll(reference)].map(([, file = '']) => file),
  );
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [...new Set([...referred, 'element.ts'])].toSorted().map((file) => join('web', file)),
    outdir: join(webDirectory, 'web'),
    entryNames: '[name]-[hash]',
    chunkNames: 'part-[hash]',
    loader: { '.svg': 'copy' },
    bundle: true,
    splitting: true,
    minify: true,
    platform: 'browser',
    target: oldestBrowsers,
    format: 'esm',
    charset: 'utf8',
    // The licences of packages ask for their notices.
    legalComments: 'eof',
    write: false,
    metafile: true,
    logLevel: 'warning',
  });
  const names = builtNames(metafile);
  const files = new Map<string, Uint8Array>(outputFiles.map((each) => [`web/${basename(each.path)}`, each.contents]));
  const element = files.get(names.nameOf('element.ts')) ?? new Uint8Array();
  const pages = [...documents].flatMap(([file, text]) => pagesOf(file, withBuiltNames(text, names), apiUrl));
  return new Map([...files, ['web/element.js', element], ...pages]);
}

interface BuiltNames {
  /** Returns the name of the built file for a file of `web/`. */
  readonly nameOf: (file: string) => string;
  /** Returns the names of the scripts that this one imports at its start, directly or not. */
  readonly importsOf: (name: string) => readonly string[];
}

function builtNames({ outputs }: Metafile): BuiltNames {
  const entries = Object.entries(outputs);
  const nameOf = (file: string): string => {
    const [path] = entries.find(([, { entryPoint }]) => entryPoint === `web/${file}`) ?? [];
    if (path === undefined) throw new Error(`web/${file} was not built`);
    return `web/${basename(path)}`;
  };
  const importsOf = (name: string): readonly string[] => {
    const { imports = [] } = entries.find(([path]) => path.endsWith(`/${name}`))?.[1] ?? {};
    const direct: string[] = imports.flatMap(({ path, kind }) =>
      kind === 'import-statement' ? [`web/${basename(path)}`] : [],
    );
    return [...new Set([...direct, ...direct.flatMap(importsOf)])];
  };
  return { nameOf, importsOf };
}

/** Replaces the names of sources in a document, and has the browser load the parts of its scripts at once. */
function withBuiltNames(text: string, { nameOf, importsOf }: BuiltNames): string {
  const scripts = [...text.matchAll(reference)].flatMap(([, file = '']) =>
    file.endsWith('.ts') ? [nameOf(file)] : [],
  );
  const preloads = [...new Set(scripts.flatMap(importsOf))].map(
    (name) => `  <link rel="modulepreload" href="${name}" />`,
  );
  return text
    .replaceAll(reference, (_, file: string) => nameOf(file))
    .replace('</head>', [...preloads, '</head>'].join('\n  '));
}

/** What `web/onboard.html` says that the page may do. */
const mayAll = '<meta name="latchkey-may" content="see launch claim" />';

/** Returns the document of a page, and for `/onboard` also that for frames, which may not claim. */
function pagesOf(file: string, text: string, apiUrl: string): [name: string, contents: Uint8Array][] {
  const withApi = text.replace(
    '<meta name="latchkey-api" content="" />',
    () => `<meta name="latchkey-api" content="${apiUrl.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}" />`,
  );
  const page: [string, Uint8Array] = [file, Buffer.from(withApi)];
  if (!withApi.includes(mayAll)) return [page];
  const forFrames = withApi.replace(mayAll, mayAll.replace(' claim', ''));
  return [page, [file.replace('.html', '-frame.html'), Buffer.from(forFrames)]];
}

/** Returns the content of a file in an encoding. */
export function encodedAs(encoding: Encoding, content: Uint8Array): Uint8Array {
  switch (encoding) {
    case 'br':
      return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    case 'gzip':
      return gzipSync(content, { level: 9 });
    case 'identity':
      return content;
  }
}

/**
 * Writes the pages into a folder, each file in every encoding, beside each other as `x`, `x.br` and `x.gz`. Replaces the
 * folder at the end, so that a build that is stopped leaves no incomplete one.
 */
export function writeWeb(folder: string, built: BuiltWeb): void {
  const unfinished = `${folder}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(join(unfinished, 'web'), { recursive: true });
  for (const [name, content] of built) {
    for (const encoding of encodings)
      writeFileSync(join(unfinished, `${name}${encodedEndings[encoding]}`), encodedAs(encoding, content));
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(unfinished, folder);
}

const encodings = ['br', 'gzip', 'identity'] as const satisfies readonly Encoding[];
