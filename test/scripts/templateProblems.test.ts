import { loadSpecification } from '../../scripts/specification.ts';
import { templateProblems } from '../../scripts/templateProblems.ts';

const specification = loadSpecification();
const table = {
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
};
const withTable = (more: object) => ({
  Resources: { Table: { Type: 'AWS::DynamoDB::Table', Properties: { ...table, ...more } } },
});
const withQueue = (Properties: object, more: object = {}) => ({
  ...more,
  Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties } },
});

test.each([
  ['plain values', withTable({ BillingMode: 'PAY_PER_REQUEST' })],
  ['a number in quotes', withQueue({ VisibilityTimeout: '720' })],
  [
    'intrinsic functions',
    withQueue({ QueueName: { 'Fn::Sub': '${AWS::StackName}-${Name}' } }, { Parameters: { Name: { Type: 'String' } } }),
  ],
  ['a literal ${}', withQueue({ QueueName: { 'Fn::Sub': 'a-${!Literal}' } })],
  [
    'a condition',
    withQueue({ DelaySeconds: { 'Fn::If': ['Slow', 5, { Ref: 'AWS::NoValue' }] } }, { Conditions: { Slow: {} } }),
  ],
])('a template with %s is right', (_, template) => {
  expect(templateProblems(template, specification)).toEqual([]);
});

test.each([
  ['no resources', {}, 'there are no Resources'],
  [
    'a type that does not exist',
    { Resources: { Table: { Type: 'AWS::DynamoDB::Tabel' } } },
    'Table: there is no resource type AWS::DynamoDB::Tabel',
  ],
  ['a property that does not exist', withTable({ Bilingmode: 'x' }), 'Table: there is no property Bilingmode'],
  [
    'a property that does not exist deep down',
    withTable({ SSESpecification: { SSEEnabled: true, Kind: 'x' } }),
    'Table.SSESpecification: there is no property Kind',
  ],
  [
    'a required property missing',
    { Resources: { Table: { Type: 'AWS::DynamoDB::Table' } } },
    'Table: KeySchema is required',
  ],
  [
    'a required property missing in a list',
    withTable({ KeySchema: [{ AttributeName: 'pk' }] }),
    'Table.KeySchema[0]: KeyType is required',
  ],
  ['an object for a list', withTable({ AttributeDefinitions: {} }), 'Table.AttributeDefinitions: must be a list'],
  ['a string for an object', withTable({ SSESpecification: 'on' }), 'Table.SSESpecification: must be an object'],
  ['a word for a number', withQueue({ VisibilityTimeout: 'long' }), 'Queue.VisibilityTimeout: must be a number'],
  [
    'a word for true or false',
    withTable({ DeletionProtectionEnabled: 'yes' }),
    'Table.DeletionProtectionEnabled: must be true or false',
  ],
  [
    'a wrong value on one side of a condition',
    withQueue({ DelaySeconds: { 'Fn::If': ['Slow', 5, 'x'] } }, { Conditions: { Slow: {} } }),
    'Queue.DelaySeconds: must be a number',
  ],
  [
    'a condition that does not exist',
    withQueue({ DelaySeconds: { 'Fn::If': ['Slow', 5, 6] } }),
    'there is no condition Slow',
  ],
  ['a Ref to nothing', withQueue({ QueueName: { Ref: 'Name' } }), 'there is no Name to refer to'],
  [
    'a GetAtt of nothing',
    withQueue({ QueueName: { 'Fn::GetAtt': ['Queu', 'Arn'] } }),
    'there is no resource Queu to take Arn from',
  ],
  [
    'a GetAtt of no attribute',
    withQueue({ QueueName: { 'Fn::GetAtt': ['Queue', 'Name'] } }),
    'Queue has no attribute Name',
  ],
  ['a Sub of nothing', withQueue({ QueueName: { 'Fn::Sub': 'a-${Name}' } }), 'there is no Name to refer to'],
  ['a Sub of no attribute', withQueue({ QueueName: { 'Fn::Sub': 'a-${Queue.Name}' } }), 'Queue has no attribute Name'],
  [
    'a dependency on nothing',
    { Resources: { Queue: { Type: 'AWS::SQS::Queue', DependsOn: 'Table' } } },
    'Queue: depends on "Table", which does not exist',
  ],
])('a template with %s is refused', (_, template, problem) => {
  expect(templateProblems(template, specification)).toContain(problem);
});
