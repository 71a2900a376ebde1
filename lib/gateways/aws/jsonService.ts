import * as z from 'zod/mini';
import { AwsFailure } from '../../core/awsFailure.ts';
import { isThrottle } from '../../core/classifyFailure.ts';
import type { Metrics } from '../../core/metrics.ts';
import type { Partition } from '../../core/partitions.ts';
import { send } from './awsCall.ts';
import { connections } from './connections.ts';
import { endpointOf } from './endpoint.ts';
import { defaultProvider } from './environmentCredentials.ts';
import { ServiceError, signedPost } from './signedPost.ts';

/** The services that are called so, the name of their API on the wire, and the version of the protocol. */
const targets = {
  dynamodb: { api: 'DynamoDB_20120810', version: '1.0' },
  sqs: { api: 'AmazonSQS', version: '1.0' },
  ssm: { api: 'AmazonSSM', version: '1.1' },
} as const;

export interface JsonServiceConfig {
  readonly partition: Partition;
  readonly requestTimeoutMs: number;
  /** Where throttles are counted. */
  readonly metrics?: Metrics;
}

/** Calls one action and gives what AWS answered. Throws AwsFailure. */
export type JsonCall = (action: string, input: object) => Promise<unknown>;

/**
 * A service of the vendor's own account in the AWS JSON protocols, 1.0 and 1.1
 * (https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html), one try a call. Connections and signature are the
 * SDK's; its generated clients for these few actions would be a quarter of each bundle.
 */
export function jsonService(service: keyof typeof targets, config: JsonServiceConfig): JsonCall {
  const { partition, requestTimeoutMs, metrics } = config;
  const endpoint = endpointOf(service, partition, process.env);
  const { api, version } = targets[service];
  const post = signedPost({
    service,
    endpoint,
    handler: connections(requestTimeoutMs),
    credentials: defaultProvider(),
  });

  return (action, input) =>
    send(`${service}:${action}`, requestTimeoutMs, undefined, async (options) => {
      const headers = {
        'content-type': `application/x-amz-json-${version}`,
        'x-amz-target': `${api}.${action}`,
      };
      const answer = await post(headers, JSON.stringify(input), options);
      if (answer.statusCode !== 200) {
        const { __type, message, Message } = read(answer.body) ?? {};
        throw new ServiceError(answer, __type?.slice(__type.lastIndexOf('#') + 1), message ?? Message);
      }
      const output: unknown = JSON.parse(answer.body);
      return output;
    }).catch((error: unknown) => {
      if (error instanceof AwsFailure && isThrottle(error)) metrics?.put([{ name: 'Throttles', value: 1, dimensions: { Service: service } }]);
      throw error;
    });
}

const problem = z.object({ __type: z.string(), message: z.optional(z.string()), Message: z.optional(z.string()) });

/** Undefined for what no AWS service says: something in between may have answered. */
function read(body: string): Partial<z.infer<typeof problem>> | undefined {
  try {
    return problem.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}
