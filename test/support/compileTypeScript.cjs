const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { transformSync } = require('esbuild');

const ownSource = readFileSync(module.filename, 'utf8');

/** Compiles the TypeScript modules to CommonJS for jest, with esbuild, which takes about a millisecond for a file. */
module.exports = {
  process: (source, file) =>
    transformSync(source, {
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
    createHash('sha256').update([source, file, configString, ownSource].join('\0')).digest('hex'),
};
