import { readFileSync } from 'node:fs';
import { generatedPage, generatedPages } from '../../scripts/docs.ts';

test.each(generatedPages)('%s is up to date with the code: where it is not, run "npm run docs"', (file) => {
  expect(readFileSync(file, 'utf8')).toBe(generatedPage(file));
});
