import { ESLint } from 'eslint';
import { join } from 'node:path';
import { openLintCache } from './lintCache.ts';
import { checkTypes } from './typeCheck.ts';

/**
 * Runs `tsc` for both programs, that of Node and that of browsers, and `eslint .` in one process, because separate processes would read and check the same
 * types twice. Skips files that have not changed since the last run. Prints the problems, and exits with 1 if there are
 * any.
 */
const checks = ['tsconfig.json', join('web', 'tsconfig.json')].map(checkTypes);
const problems = checks.map((each) => each.problems).join('');
const builders = checks.map(({ builder }) => builder);
const cache = openLintCache(join('node_modules', '.cache', 'latchkey', 'lint.json'), builders);
const eslint = new ESLint({
  overrideConfig: [
    {
      files: ['**/*.ts'],
      languageOptions: {
        parserOptions: { programs: builders.map((builder) => builder.getProgram()), projectService: false },
      },
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
