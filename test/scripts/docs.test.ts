import { readFileSync } from 'node:fs';
import { generatedPage, generatedPages } from '../../scripts/docs.ts';

test.each(generatedPages)('%s matches the code (otherwise run "npm run docs")', (file) => {
  expect(readFileSync(file, 'utf8')).toBe(generatedPage(file));
});
