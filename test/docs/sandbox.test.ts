import * as z from 'zod';
import { createFaults } from '../../local/sandbox/faults.ts';
import { vendorAccessKeyId, vendorAccountId } from '../../local/sandbox/vendor.ts';
import { iamOperations } from '../../local/sandbox/iam/operations.ts';
import { seededTenant } from '../../local/seed.ts';
import { blocksOf, namesOf, page } from './markdown.ts';

const sandbox = page('docs/sandbox.md');
const faults = createFaults();
const kinds = ['delay', 'throttle', 'fail-before', 'fail-after', 'lose-answer', 'appear-late'];

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
  for (const kind of explained) expect(() => faults.add({ operation: '*', kind, ms: 1 })).not.toThrow();
  expect(() => faults.add({ operation: '*', kind: 'other' })).toThrow(z.ZodError);
  expect(() => faults.add({ operation: '*', kind: 'other' })).toThrow(`must be one of ${explained.join(', ')}`);
});

test('the page has the keys, the accounts and the number of operations of the code', () => {
  for (const fact of [vendorAccessKeyId, vendorAccountId, seededTenant.accountId, `\`${seededTenant.tenantId}\``])
    expect(sandbox).toContain(fact);
  expect(sandbox).toContain(`${String(Object.keys(iamOperations).length)} operations of IAM`);
});
