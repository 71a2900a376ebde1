import { fillText, parametersIn, partsOf, substitute, wholeParameter } from '../../../lib/blueprints/substitution.ts';

describe('fillText', () => {
  test('replaces every occurrence of each name', () => {
    expect(fillText('arn:${partition}:x:${a}/${a}', { partition: 'aws-cn', a: 'b' })).toBe('arn:aws-cn:x:b/b');
  });

  test('keeps the policy variables of IAM', () => {
    expect(fillText('arn:aws:iam::*:user/${aws:username}', {})).toBe('arn:aws:iam::*:user/${aws:username}');
  });

  test('inserts a value as plain text, even if it looks like a replacement pattern or a name', () => {
    expect(fillText('${a}', { a: '$&${b}$1', b: 'never' })).toBe('$&${b}$1');
  });

  test.each([{}, { region: null }, { region: true }, { region: ['a'] }])(
    'throws if a name has no value: %j',
    (values) => {
      expect(() => fillText('${region}', values)).toThrow('${region} has no value');
    },
  );
});

test.each([
  { text: '${bucket}', parameters: ['bucket'], whole: 'bucket' },
  { text: 'arn:${partition}:s3:::${bucket}/${bucket}', parameters: ['partition', 'bucket'], whole: undefined },
  { text: '${aws:username}', parameters: [], whole: undefined },
  { text: '${*}${?}${$}', parameters: [], whole: undefined },
  { text: "${aws:PrincipalTag/team, 'none'}", parameters: [], whole: undefined },
  { text: '${bucket-name} ${} ${open', parameters: [], whole: undefined },
])('$text has the parameters $parameters', ({ text, parameters, whole }) => {
  expect(parametersIn(text)).toEqual(parameters);
  expect(wholeParameter(text)).toBe(whole);
});

test.each(['${bucket-name}', '${}', '${open', '${ bucket }', '${1:x}'])(
  '%s is neither a parameter nor a variable of IAM',
  (text) => {
    expect(partsOf(text)).toEqual([{ kind: 'unknown', text }]);
  },
);

test('a list takes the place of a whole text, and keys are filled in as well', () => {
  const template = {
    Resource: '${buckets}',
    Condition: { StringEquals: { 'aws:ResourceTag/${key}': '${value}', 's3:prefix': ['${aws:username}/${value}'] } },
    when: { value: 'x' },
  };
  expect(substitute(template, { buckets: ['a', 'b'], key: 'team', value: 'data' })).toEqual({
    Resource: ['a', 'b'],
    Condition: { StringEquals: { 'aws:ResourceTag/team': 'data', 's3:prefix': ['${aws:username}/data'] } },
  });
});
