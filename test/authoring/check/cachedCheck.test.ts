import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkBlueprints } from '../../../authoring/check/cachedCheck.ts';
import { honest, withStatements } from '../../support/honest.ts';

const lying = withStatements([{ Effect: 'Allow', Action: 's3:GetObjekt', Resource: '*' }]);
const fresh = () => join(mkdtempSync(join(tmpdir(), 'latchkey-cache-')), 'blueprints.json');
const documents = new Map<string, unknown>();

/** Replaces each result in the cache, so that a result that comes from there can be told. */
function mark(cacheFile: string): void {
  const stored = readFileSync(cacheFile, 'utf8').replaceAll('AWS has no action', 'FROM THE CACHE: AWS has no action');
  writeFileSync(cacheFile, stored);
}

const isFromCache = (found: readonly (readonly { problem: string }[])[]) =>
  found.map((problems) => problems.some(({ problem }) => problem.startsWith('FROM THE CACHE')));

test('a blueprint that has not changed is not checked again', async () => {
  const cacheFile = fresh();
  const first = await checkBlueprints([honest, lying], { documents, cacheFile });
  expect(first.map((problems) => problems.length)).toEqual([0, 1]);
  mark(cacheFile);
  expect(isFromCache(await checkBlueprints([honest, lying], { documents, cacheFile }))).toEqual([false, true]);
});

test('a change of the blueprint or of a managed policy is checked, and so is a damaged cache', async () => {
  const cacheFile = fresh();
  await checkBlueprints([lying], { documents, cacheFile });
  mark(cacheFile);
  const changed = { ...lying, title: 'Changed' };
  expect(isFromCache(await checkBlueprints([changed], { documents, cacheFile }))).toEqual([false]);
  const other = new Map([['SecurityAudit', { Statement: [] }]]);
  expect(isFromCache(await checkBlueprints([lying], { documents: other, cacheFile }))).toEqual([false]);
  writeFileSync(cacheFile, '{');
  expect(isFromCache(await checkBlueprints([lying], { documents, cacheFile }))).toEqual([false]);
});
