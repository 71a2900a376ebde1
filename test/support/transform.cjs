const { transformSync } = require('esbuild');

/** jest runs CommonJS; the tree is ESM with erasable types, which esbuild turns into it in a millisecond a file. */
module.exports = {
  process: (source, file) =>
    transformSync(source, {
      loader: file.endsWith('.ts') ? 'ts' : 'js',
      format: 'cjs',
      target: 'node24',
      sourcemap: 'inline',
      sourcefile: file,
    }),
};
