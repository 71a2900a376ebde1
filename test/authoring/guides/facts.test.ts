import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { guidesFolder, sectionOf, vendorGuides, type VendorGuide } from '../../support/guides.ts';

/** The size that IAM counts. */
const withoutSpace = (text: string) => text.replaceAll(/\s/g, '').length;

/** The documents of a guide in JSON: the whole file, or the fences of its sections. */
function documents({ format, text, sections = [] }: VendorGuide): readonly string[] {
  if (format === 'json') return [text];
  return sections.map((each) => /^ *\{\n[^]*^ *\}$/m.exec(sectionOf(text, each) ?? '')?.[0] ?? '');
}

const largest = (guide: VendorGuide) => Math.max(0, ...documents(guide).map(withoutSpace));
const byName = vendorGuides.map((each) => [each.name, each] as const);

describe.each(byName)('the guide %s', (_name, guide) => {
  test('has at least four cases, allowed ones and refused ones', () => {
    expect(guide.cases.length).toBeGreaterThanOrEqual(4);
    expect(new Set(guide.cases.map((each) => each.allowed))).toEqual(new Set([true, false]));
    expect(new Set(guide.cases.map((each) => each.does)).size).toBe(guide.cases.length);
  });

  test('has each placeholder in its file, and no value for anything else', () => {
    for (const each of Object.keys(guide.placeholders)) expect(guide.text).toContain(each);
    expect(Object.keys(guide.placeholders)).toEqual(expect.arrayContaining(Object.keys(guide.set)));
  });

  test('names sections of its file, each with a policy or the managed policies', () => {
    expect(guide.format === 'md').toBe(guide.sections !== undefined);
    for (const each of guide.sections ?? []) expect(sectionOf(guide.text, each)).toMatch(/"Statement"|:policy\//);
  });

  test('is named with its address in the table', () => {
    const table = readFileSync(join(guidesFolder, 'README.md'), 'utf8');
    expect(table).toContain(`[${guide.vendor}](${guide.name}/facts.json)`);
    expect(table).toContain(guide.url);
  });
});

/** What the guides have to cover together, each with how many of them have to. */
const quotas: readonly [string, number, (guide: VendorGuide) => boolean][] = [
  ['exist', 12, () => true],
  ['hand out access keys', 6, (each) => each.handsOutKeys],
  ['have a policy of more than 6,144 characters', 1, (each) => largest(each) > 6144],
  ['have AWS managed policies only', 1, (each) => each.managedPolicies !== undefined && largest(each) === 0],
  ['name a bucket', 1, (each) => Object.keys(each.set).some((key) => /bucket/i.test(key))],
  ['name a hosted zone', 1, (each) => Object.keys(each.set).some((key) => /hosted zone/i.test(key))],
  ['are a CloudFormation template', 1, ({ format, text }) => format === 'yaml' && text.includes('!Sub')],
  ['are Terraform', 1, ({ format, text }) => format === 'tf' && text.includes('jsonencode({')],
  ['are a page with several fences', 1, ({ text }) => text.split('```json').length > 2],
  ['have placeholders in ARNs', 1, ({ text }) => /arn:aws:[^"]*<[^"]*>/.test(text)],
  ['have conditions', 1, ({ text }) => text.includes('"Condition"')],
];

test.each(quotas)('the guides that %s are at least %d', (_what, least, has) => {
  expect(vendorGuides.filter(has).length).toBeGreaterThanOrEqual(least);
});

test.each(['monitoring', 'backup', 'cost', 'security', 'deployment', 'dns', 'storage'])(
  'a guide is about %s',
  (category) => expect(vendorGuides.map((each) => each.category)).toContain(category),
);

test('no guide is one of the five of the catalog', () => {
  const five = /tutum|koding|cycle|humalect|serverless/i;
  expect(vendorGuides.filter((each) => five.test(`${each.vendor} ${each.url}`))).toEqual([]);
});
