import { unexplained } from '../../../../authoring/import/policy/compare.ts';
import { wholeFile } from '../../../../authoring/import/source/mappedText.ts';
import { readData } from '../../../../authoring/import/source/readData.ts';

const place = { line: 1, column: 1 };
const statement = {
  Effect: 'Allow',
  Action: ['s3:GetObject', 's3:PutObject'],
  Resource: 'arn:aws:s3:::b/*',
  Condition: { Bool: { 'aws:SecureTransport': 'true' } },
};
const source = readData(
  wholeFile(JSON.stringify({ Version: '2012-10-17', Statement: [statement, { ...statement, Effect: 'Deny' }] })),
);
const rendered = (...Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const deny = { ...statement, Effect: 'Deny' };
const nothing = { kept: [0, 1], changes: [], aliases: [] };

test.each([
  ['a list in another order', { ...statement, Action: ['s3:PutObject', 's3:GetObject'] }],
  ['a list with one text in the place of the text', { ...statement, Resource: ['arn:aws:s3:::b/*'] }],
])('%s is no difference', (_, first) => {
  expect(unexplained(source, rendered(first, deny), nothing)).toEqual([]);
});

test.each([
  ['an action that was lost', { ...statement, Action: 's3:GetObject' }, '0 action: '],
  ['an action that was added', { ...statement, Action: [...statement.Action, 's3:DeleteObject'] }, '0 action: '],
  ['a condition that was lost', { ...statement, Condition: {} }, '0 condition bool aws:securetransport: '],
  ['another resource', { ...statement, Resource: '*' }, '0 resource: '],
  ['another effect', deny, '0 effect: '],
])('%s is a difference', (_, first, said) => {
  expect(unexplained(source, rendered(first, deny), nothing)).toEqual([expect.stringContaining(said)]);
});

test('a statement that was lost is a difference in each of its elements', () => {
  expect(unexplained(source, rendered(statement), { ...nothing, kept: [0] })).toHaveLength(4);
});

test('a difference that is listed is none, for that statement and these texts only', () => {
  const wide = { ...statement, Resource: '*' };
  const change = { statement: 0, element: 'Resource', from: 'arn:aws:s3:::b/*', to: '*', why: '', place };
  expect(unexplained(source, rendered(wide, deny), { ...nothing, changes: [change] })).toEqual([]);
  expect(
    unexplained(source, rendered(wide, deny), { ...nothing, changes: [{ ...change, statement: 1 }] }),
  ).toHaveLength(1);
  expect(
    unexplained(source, rendered(wide, deny), { ...nothing, changes: [{ ...change, to: 'arn:aws:s3:::*' }] }),
  ).toHaveLength(1);
  const dropped = { statement: 1, element: 'Statement', from: 'there', why: '', place };
  expect(unexplained(source, rendered(statement), { kept: [0], changes: [dropped], aliases: [] })).toEqual([]);
});

test('texts that stand for the same are no difference', () => {
  const aliases = [{ text: 'arn:aws:s3:::b/', value: 'arn:aws:s3:::c/' }];
  const other = (of: object) => ({ ...of, Resource: 'arn:aws:s3:::c/*' });
  expect(unexplained(source, rendered(other(statement), other(deny)), { ...nothing, aliases })).toEqual([]);
});
