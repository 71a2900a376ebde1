import { decodeQuery } from '../../local/sandbox/wire/query.ts';
import { encodeAnswer } from '../../local/sandbox/wire/xml.ts';

describe('the query protocol', () => {
  const cases: readonly { name: string; parameters: Record<string, string>; tree: object }[] = [
    {
      name: 'structures in lists',
      parameters: {
        'Tags.member.1.Key': 'a',
        'Tags.member.1.Value': 'b',
        'Tags.member.2.Key': 'c',
        'Tags.member.2.Value': '',
      },
      tree: {
        Tags: [
          { Key: 'a', Value: 'b' },
          { Key: 'c', Value: '' },
        ],
      },
    },
    {
      name: 'members in the order of their numbers',
      parameters: { 'Names.member.10': 'ten', 'Names.member.9': 'nine' },
      tree: { Names: ['nine', 'ten'] },
    },
    {
      name: 'names with a special meaning in JavaScript',
      parameters: { 'constructor.member.1': 'a' },
      tree: { constructor: ['a'] },
    },
    { name: 'an empty list', parameters: { Tags: '' }, tree: { Tags: '' } },
  ];
  test.each(cases)('decodes $name', ({ parameters, tree }) => {
    expect(decodeQuery(parameters)).toEqual(tree);
  });

  it('encodes lists, maps and dates in seconds, and escapes text', () => {
    const output = { Names: ['a<b', '"&"'], Sizes: new Map([['Users', 3]]), At: new Date(1500), Gone: undefined };
    expect(encodeAnswer('iam', 'GetThing', output, 'id')).toBe(
      '<GetThingResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetThingResult>' +
        '<Names><member>a&lt;b</member><member>&quot;&amp;&quot;</member></Names>' +
        '<Sizes><entry><key>Users</key><value>3</value></entry></Sizes><At>1970-01-01T00:00:01Z</At>' +
        '</GetThingResult><ResponseMetadata><RequestId>id</RequestId></ResponseMetadata></GetThingResponse>',
    );
  });
});
