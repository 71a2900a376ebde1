import { Linter } from 'eslint';
import { parser } from 'typescript-eslint';
import { noStatusLiteral } from '../../scripts/statusRule.ts';

const linter = new Linter();
const problemsOf = (code: string) =>
  linter.verify(code, { languageOptions: { parser }, rules: { 'no-restricted-syntax': ['error', noStatusLiteral] } });

test.each([
  "const next = { ...record, status: 'ready' };",
  "const next = { ...record, status: 'ready' as const };",
  "journal.commit(() => ({ ...rest, status: 'ready' }));",
  "const next = { 'status': 'needs_attention' };",
  "const next = { status: isBlocked ? 'needs_attention' : 'failed' };",
])('the check refuses an object literal that writes the status of an onboarding: %s', (code) => {
  expect(problemsOf(code)).not.toEqual([]);
});

test.each([
  "const resource = { ...each, status: 'left' as const };",
  "const step = { name, status: 'done' };",
  "const { status = 'ready' } = record;",
  "if (record.status === 'ready') claim();",
  "const schema = z.object({ status: z.literal('ready') });",
  "const schema = z.object({ status: z.enum(['done', 'failed']) });",
  "const outcomes = { ready: 'onboarding.ready' };",
])('the check accepts the status of a step or resource, and code that reads a status: %s', (code) => {
  expect(problemsOf(code)).toEqual([]);
});
