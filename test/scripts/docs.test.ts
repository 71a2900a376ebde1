import { readFileSync } from 'node:fs';
import { generatedPages } from '../../scripts/docs.ts';

test.each(Object.entries(generatedPages()))('%s matches the code (otherwise run "npm run docs")', (file, text) => {
  expect(readFileSync(file, 'utf8')).toBe(text);
});
