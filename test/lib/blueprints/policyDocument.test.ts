import {
  chooseDocument,
  conditionHolds,
  mapStrings,
  policySize,
  renderDocument,
  sameDocument,
} from '../../../lib/blueprints/policyDocument.ts';

const version = '2012-10-17';
const allow = (Action: string, Resource = '*') => ({ Effect: 'Allow' as const, Action, Resource });
const document = (Action: string, when?: Readonly<Record<string, string | boolean | null>>) => ({
  ...(when === undefined ? {} : { when: { ...when } }),
  Version: '2012-10-17' as const,
  Statement: [allow(Action)],
});

test.each([
  { when: undefined, values: {}, holding: true },
  { when: {}, values: { region: 'us-west-2' }, holding: true },
  { when: { region: null }, values: { region: null }, holding: true },
  { when: { region: null }, values: { region: 'us-west-2' }, holding: false },
  { when: { region: 'us-west-2' }, values: { region: 'us-west-2' }, holding: true },
  { when: { route53: true }, values: { route53: true }, holding: true },
  { when: { route53: true }, values: { route53: 'true' }, holding: false },
  { when: { route53: true, region: null }, values: { route53: true, region: 'us-west-2' }, holding: false },
  { when: { region: null }, values: {}, holding: false },
])('the condition $when holds for $values: $holding', ({ when, values, holding }) => {
  expect(conditionHolds(when, values)).toBe(holding);
});

describe('chooseDocument', () => {
  const documents = [document('one:*', { region: null }), document('two:*'), document('three:*')];

  test('returns the first document whose `when` holds', () => {
    expect(chooseDocument(documents, { region: null })).toBe(documents[0]);
    expect(chooseDocument(documents, { region: 'us-west-2' })).toBe(documents[1]);
  });

  test('throws if no document applies', () => {
    expect(() => chooseDocument(documents.slice(0, 1), { region: 'us-west-2' })).toThrow(/no policy document/);
  });
});

test('a rendered document is JSON without `when`, and a value cannot change its structure', () => {
  const template = {
    ...document('s3:GetObject', { name: 'a"}],"x' }),
    Statement: [allow('s3:GetObject', 'arn:aws:s3:::${name}/*')],
  };
  const rendered = renderDocument([template], { name: 'a"}],"x' });
  expect(JSON.parse(rendered)).toEqual({
    Version: version,
    Statement: [allow('s3:GetObject', 'arn:aws:s3:::a"}],"x/*')],
  });
});

test('the function is applied to every string of a document at any depth, and to nothing else', () => {
  const template = { when: { a: null }, list: ['a', { b: 'c' }], number: 1, flag: true, nothing: null };
  expect(mapStrings(template, (text) => `${text}!`)).toEqual({
    list: ['a!', { b: 'c!' }],
    number: 1,
    flag: true,
    nothing: null,
  });
});

test('white space is not part of the size of a policy', () => {
  expect(policySize(' { "a"\n:\t"b c" }\r\n')).toBe('{"a":"bc"}'.length);
});

test.each([
  { one: '{"a":1,"b":[{"c":2,"d":3}]}', other: ' { "b": [ { "d": 3, "c": 2 } ], "a": 1 }', same: true },
  { one: '{"Action":["a","b"]}', other: '{"Action":["b","a"]}', same: false },
  { one: '{"Action":"a"}', other: '{"Action":["a"]}', same: false },
  { one: '{"a":{"b":1}}', other: '{"a":{"b":1,"c":2}}', same: false },
  { one: '{"a":{"b":1}}', other: '{"a":{"b":2}}', same: false },
])('$one and $other are the same document: $same', ({ one, other, same }) => {
  expect(sameDocument(one, other)).toBe(same);
});
