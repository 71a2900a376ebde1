import * as z from 'zod';
import { createFaults } from '../../local/sandbox/faults.ts';
import { vendorAccessKeyId, vendorAccountId } from '../../local/sandbox/vendor.ts';
import { iamOperations } from '../../local/sandbox/iam/operations.ts';
import { seededTenant } from '../../local/seed.ts';
import { lagProfiles, profiles } from '../../local/sandbox/lag/profile.ts';
import { blocksOf, namesOf, page, rowsOf } from './markdown.ts';

const sandbox = page('docs/sandbox.md');
const faults = createFaults();
const kinds = ['delay', 'throttle', 'fail-before', 'fail-after', 'lose-answer', 'appear-late', 'answer'];
/** The fields that some kinds of faults require. The other kinds require none. */
const needed = { delay: { ms: 1 }, 'appear-late': { ms: 1 }, answer: { status: 500 } };

const examples = [
  ...blocksOf(sandbox, 'json'),
  ...[...sandbox.matchAll(/_sandbox\/faults -d '([^']+)'/g)].map(([, body]) => body ?? ''),
];

test.each(examples)('the sandbox accepts the fault %s from the page', (example) => {
  expect(faults.add(JSON.parse(example))).toEqual(JSON.parse(example));
});

test('the page explains each kind of fault, and no other', () => {
  const explained = namesOf(sandbox.slice(sandbox.indexOf('## Faults')));
  expect(explained).toEqual(kinds);
  for (const kind of explained) {
    const more = new Map(Object.entries(needed)).get(kind);
    expect(() => faults.add({ operation: '*', kind, ...more })).not.toThrow();
  }
  expect(() => faults.add({ operation: '*', kind: 'other' })).toThrow(z.ZodError);
  expect(() => faults.add({ operation: '*', kind: 'other' })).toThrow(`must be one of ${explained.join(', ')}`);
});

test('the lags and the limits of calls on the page are those of the code', () => {
  const rows = rowsOf(sandbox).filter(([name = '']) => lagProfiles.some((profile) => name === `\`${profile}\``));
  expect(rows.map(([name]) => name)).toEqual(lagProfiles.map((profile) => `\`${profile}\``));
  const said = new Map(rows.map(([name, times]) => [name, [...(times ?? '').matchAll(/\d+/g)].map(Number)]));
  for (const [profile, { lateness }] of Object.entries(profiles)) {
    const { medianMs, p99Ms, longestMs } = lateness;
    const seconds = [medianMs, p99Ms, longestMs].map((ms) => ms / 1000);
    expect(said.get(`\`${profile}\``)).toEqual(expect.arrayContaining(seconds));
  }
  const { read, write } = profiles.usual.rates;
  expect(profiles.bad.rates).toEqual(profiles.usual.rates);
  expect(sandbox).toContain(
    `${read.burst} reads and ${write.burst} writes at once; ${read.perSecond} and ${write.perSecond} a second`,
  );
});

test('the keys, accounts and the number of operations on the page are those of the code', () => {
  for (const fact of [vendorAccessKeyId, vendorAccountId, seededTenant.accountId, `\`${seededTenant.tenantId}\``])
    expect(sandbox).toContain(fact);
  expect(sandbox).toContain(`${String(Object.keys(iamOperations).length)} operations of IAM`);
});
