import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type ScalarTag, type Tags } from 'yaml';
import * as z from 'zod';
import { resolve, type Scope } from '../cloudformation/intrinsics.ts';
import { creationOrder } from '../cloudformation/order.ts';
import { parameterValues, parseTemplate } from '../cloudformation/template.ts';
import type { TableDefinition } from './dynamodb.ts';

/** The input of CreateQueue. */
export interface QueueDefinition {
  readonly QueueName: string;
  readonly Attributes: Readonly<Record<string, string>>;
}

export interface Infrastructure {
  readonly tables: readonly TableDefinition[];
  readonly queues: readonly QueueDefinition[];
}

const table = z.looseObject({ TableName: z.string() });
const queue = z.looseObject({ QueueName: z.string() });

/**
 * The properties of a table that dynalite supports. TTL, point-in-time recovery, encryption and deletion protection
 * have no effect here.
 */
const tableProperties = [
  'TableName',
  'BillingMode',
  'AttributeDefinitions',
  'KeySchema',
  'GlobalSecondaryIndexes',
  'LocalSecondaryIndexes',
];

/** The properties of a queue that the emulator supports. */
const queueProperties = [
  'DelaySeconds',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'VisibilityTimeout',
  'RedrivePolicy',
];

/**
 * Returns the tables and queues that are defined in `infra/`, the same files that are deployed.
 * @throws if a file has an unknown format.
 * @param directory the directory of the CloudFormation files
 * @param accountId the vendor's account, for the ARNs of the queues
 */
export function readInfrastructure(directory: string, accountId: string, region: string): Infrastructure {
  const read = (file: string) =>
    z.record(z.string(), z.unknown()).parse(parseCloudFormation(readFileSync(join(directory, file), 'utf8')));
  const { Parameters } = read('parameters.yml');
  const resources = { ...section(read('table.yml')), ...section(read('queues.yml')) };
  const template = parseTemplate({ Parameters, Resources: resources });
  const properties = new Map<string, Readonly<Record<string, unknown>>>();
  const scope: Scope = {
    values: new Map<string, unknown>([
      ...parameterValues(template, new Map()),
      ['AWS::AccountId', accountId],
      ['AWS::Region', region],
      ['AWS::Partition', 'aws'],
    ]),
    conditions: template.Conditions,
    resource: (logicalId, attribute) => {
      const name = properties.get(logicalId)?.['QueueName'];
      return attribute === 'Arn' && typeof name === 'string' ? `arn:aws:sqs:${region}:${accountId}:${name}` : undefined;
    },
  };
  const ordered = creationOrder(template.Resources).flatMap((logicalId) => {
    const declared = template.Resources[logicalId];
    if (declared === undefined) return [];
    const resolved = z.record(z.string(), z.unknown()).parse(resolve(declared.Properties, scope));
    properties.set(logicalId, resolved);
    return [{ type: declared.Type, resolved }];
  });
  return {
    tables: ordered
      .filter(({ type }) => type === 'AWS::DynamoDB::Table')
      .map(({ resolved }) => table.parse(pick(resolved, tableProperties))),
    queues: ordered
      .filter(({ type }) => type === 'AWS::SQS::Queue')
      .map(({ resolved }) => ({
        QueueName: queue.parse(resolved).QueueName,
        Attributes: Object.fromEntries(
          Object.entries(pick(resolved, queueProperties)).map(([name, value]) => [
            name,
            typeof value === 'string' ? value : JSON.stringify(value),
          ]),
        ),
      })),
  };
}

const section = ({ Resources }: Readonly<Record<string, unknown>>) =>
  z.record(z.string(), z.unknown()).parse(Resources);

const pick = (from: Readonly<Record<string, unknown>>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)));

/**
 * Parses YAML with CloudFormation's short forms (`!Ref x`, `!GetAtt a.b`, `!Sub …`). The result must not be changed,
 * because a second call for the same text returns it again: the tests start many stacks in a process.
 */
export function parseCloudFormation(text: string): unknown {
  if (!parsed.has(text)) parsed.set(text, parse(text, { customTags: shortForms, logLevel: 'error' }));
  return parsed.get(text);
}

const parsed = new Map<string, unknown>();

const shortForm = (name: string): ScalarTag => ({
  tag: `!${name}`,
  resolve: (argument: string) => ({ [name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`]: argument }),
});

const shortForms: Tags = ['Ref', 'GetAtt', 'Sub', 'Condition'].map(shortForm);
