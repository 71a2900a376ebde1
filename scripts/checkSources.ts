import { ESLint } from 'eslint';
import { join } from 'node:path';
import { openLintCache } from './lintCache.ts';
import { checkTypes } from './typeCheck.ts';

/**
 * `tsc` and `eslint .` in one process and on one program: apart they would read and check the same types twice. What has
 * not changed since the last run is not looked at again. Prints what is wrong, and exits 1 if something is.
 */
const { builder, problems } = checkTypes();
const cache = openLintCache(join('node_modules', '.cache', 'latchkey', 'lint.json'), builder);
const eslint = new ESLint({
  overrideConfig: [
    {
      files: ['**/*.ts'],
      languageOptions: { parserOptions: { programs: [builder.getProgram()], projectService: false } },
    },
  ],
  ignorePatterns: [...cache.clean],
});
const linted = await eslint.lintFiles(['.']);
cache.save(linted);
const formatter = await eslint.loadFormatter('stylish');
const lintProblems = await formatter.format(linted);
console.log(
  `${problems}${lintProblems}` || `${String(linted.length)} linted, ${String(cache.clean.length)} as they were`,
);
process.exitCode = problems === '' && linted.every(({ messages }) => messages.length === 0) ? 0 : 1;
