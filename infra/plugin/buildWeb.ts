import { build, transform, type Metafile, type Plugin } from 'esbuild';
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** The folder of the built pages, relative to the project's root. */
export const webDirectory = join('dist', 'web');

/** The files of the pages by their names, such as `onboard.html` and `web/onboard-4KXQ2B7A.js`. */
export type BuiltWeb = ReadonlyMap<string, Uint8Array>;

/** What the documents of the pages say about a deployment. */
export interface WebSettings {
  /** The address of the API, for pages on another host. Empty: the API is where the pages are. */
  readonly apiUrl: string;
  /** The origins that may show the page in a frame, and get its messages. */
  readonly frameOrigins: readonly string[];
}

/** The browsers that can run the pages. All of them have constructable style sheets and dialogs. */
const oldestBrowsers = ['chrome111', 'edge111', 'firefox114', 'safari16.4'];

/** What a page refers to, such as `src="./onboard.ts"`: a file of `web/`. */
const reference = /(?<=(?:src|href)=")\.\/([\w-]+\.\w+)(?=")/g;

/**
 * Builds `web/`: a document for each `web/*.html`, whose scripts, styles and pictures get names with a hash of their
 * content, and `web/element.js`, the custom element for pages of the vendor. Equal sources give equal files.
 */
export async function buildWeb(projectDirectory: string, settings: WebSettings): Promise<BuiltWeb> {
  // The folder can be a link, as in tests, and esbuild names the files by where they really are.
  const root = dirname(realpathSync(join(projectDirectory, 'web')));
  const documents = new Map(
    readdirSync(join(root, 'web'))
      .filter((file) => file.endsWith('.html'))
      .map((file) => [file, readFileSync(join(root, 'web', file), 'utf8')] as const),
  );
  // Each page by itself: parts that two pages share would have what either of them uses of the client.
  const built = new Map<string, Uint8Array>();
  for (const [file, text] of documents) {
    const more = file === 'onboard.html' ? ['element.ts'] : [];
    const { files, names } = await buildFiles(root, [...referencesIn(text), ...more]);
    for (const each of files) built.set(...each);
    for (const page of pagesOf(file, withBuiltNames(text, names), settings)) built.set(...page);
    const [element] = more.flatMap((each) => built.get(names.nameOf(each)) ?? []);
    if (element !== undefined) built.set('web/element.js', element);
  }
  return built;
}

const referencesIn = (text: string): readonly string[] => [...text.matchAll(reference)].map(([, file = '']) => file);

/** Builds files of `web/` and what they import, and returns what to serve. */
async function buildFiles(root: string, entries: readonly string[]) {
  const { outputFiles, metafile, warnings } = await build({
    absWorkingDir: root,
    // The hashes depend on the paths of the packages too, which are then always in node_modules.
    preserveSymlinks: true,
    entryPoints: [...new Set(entries)].toSorted().map((file) => join('web', file)),
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
    plugins: [shortTexts],
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  // Such as an import without effect: a page without a part of it would be served.
  if (warnings.length > 0)
    throw new Error(warnings.map(({ text, location }) => `${location?.file ?? ''}: ${text}`).join('\n'));
  const files = outputFiles.map(({ path, contents }): [string, Uint8Array] => [`web/${basename(path)}`, contents]);
  return { files, names: builtNames(metafile) };
}

/**
 * Shortens the style sheets and the HTML of views, which the build leaves as they are because they are texts in scripts. A
 * file of styles has one style sheet. A view has no `<pre>` with a text of its own, and no other text with lines.
 */
const shortTexts: Plugin = {
  name: 'short-texts',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[/\\]web[/\\].*(style|Style|tokens)\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const [sheet = ''] = /(?<=css`)[^`]*/.exec(text) ?? [];
      const { code } = await transform(sheet, { loader: 'css', minify: true, target: oldestBrowsers });
      return { contents: text.replace(sheet, () => code.trim()), loader: 'ts' };
    });
    onLoad({ filter: /[/\\]web[/\\].*([/\\]views[/\\]\w+|latchkey\w+)\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replaceAll(/\n +/g, '\n'),
      loader: 'ts',
    }));
  },
};

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

/** Writes a value into the meta element of a document that has this name. Other documents stay as they are. */
function withValue(text: string, name: string, value: string): string {
  const escaped = value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return text.replace(new RegExp(`(?<=<meta name="latchkey-${name}" content=")[^"]*`), () => escaped);
}

/** Returns the document of a page, and for `/onboard` also that for frames, which may not claim. */
function pagesOf(
  file: string,
  text: string,
  { apiUrl, frameOrigins }: WebSettings,
): [name: string, contents: Buffer][] {
  const page = withValue(text, 'api', apiUrl);
  if (file !== 'onboard.html') return [[file, Buffer.from(page)]];
  const forFrames = withValue(withValue(page, 'may', 'see launch'), 'frames', frameOrigins.join(' '));
  return [
    [file, Buffer.from(page)],
    ['onboard-frame.html', Buffer.from(forFrames)],
  ];
}
