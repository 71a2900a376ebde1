const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { transformSync } = require('esbuild');

const ownSource = readFileSync(module.filename, 'utf8');

const catalogFile = resolve(join('catalog', 'index.ts'));

/** Returns the source of a module. With LATCHKEY_BLUEPRINTS, the catalogue has those of this folder, as in a deploy. */
const sourceOf = (source, file) => {
  const { LATCHKEY_TEST_CATALOG: own } = process.env;
  return own === undefined || file !== catalogFile ? source : readFileSync(own, 'utf8');
};

/** Compiles the TypeScript modules to CommonJS for jest, with esbuild, which takes about a millisecond for a file. */
module.exports = {
  process: (source, file) =>
    transformSync(sourceOf(source, file), {
      loader: file.endsWith('.ts') ? 'ts' : 'js',
      format: 'cjs',
      target: 'node24',
      // Jest loads a module by import() only with an option of Node.js.
      supported: { 'dynamic-import': false },
      sourcemap: 'inline',
      sourcesContent: false,
      sourcefile: file,
    }),
  // Jest keeps what was compiled, and would not compile it again after a change of this file only.
  getCacheKey: (source, file, { configString }) =>
    createHash('sha256')
      .update([sourceOf(source, file), file, configString, ownSource].join('\0'))
      .digest('hex'),
};
