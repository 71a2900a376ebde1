import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import * as z from 'zod/mini';
import type { Partition } from '../partitions.ts';
import { send } from './awsCall.ts';
import { connections } from './connections.ts';
import { endpointOf } from './endpoint.ts';
import { defaultProvider } from './environmentCredentials.ts';
import { Sha256 } from './sha256.ts';

/** The services that are called so, and the name of their API on the wire. */
const targets = { dynamodb: 'DynamoDB_20120810', sqs: 'AmazonSQS' } as const;

export interface JsonServiceConfig {
  readonly partition: Partition;
  readonly requestTimeoutMs: number;
}

/** Calls one action and gives what AWS answered. Throws AwsFailure. */
export type JsonCall = (action: string, input: object) => Promise<unknown>;

/**
 * A service of the vendor's own account in the AWS JSON 1.0 protocol
 * (https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html), one try a call. Connections and signature are the
 * SDK's; its generated clients for these few actions would be a quarter of each bundle.
 */
export function jsonService(service: keyof typeof targets, config: JsonServiceConfig): JsonCall {
  const { partition, requestTimeoutMs } = config;
  const { region, url } = endpointOf(service, partition, process.env);
  const { protocol, hostname, port, host, pathname } = url;
  const handler = connections(requestTimeoutMs);
  const signer = new SignatureV4({ service, region, credentials: defaultProvider(), sha256: Sha256 });
  const place = { method: 'POST', protocol, hostname, path: pathname, ...(port !== '' && { port: Number(port) }) };

  return (action, input) =>
    send(`${service}:${action}`, requestTimeoutMs, undefined, async (options) => {
      const headers = {
        host,
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `${targets[service]}.${action}`,
      };
      const unsigned = new HttpRequest({ ...place, headers, body: JSON.stringify(input) });
      const signed = await signer.sign(unsigned);
      const { response } = await handler.handle(new HttpRequest({ ...signed, ...place }), options);
      const body = response.body instanceof Readable ? await text(response.body) : '';
      if (response.statusCode !== 200)
        throw new JsonServiceError(response.statusCode, response.headers['x-amzn-requestid'], body);
      const answer: unknown = JSON.parse(body);
      return answer;
    });
}

const problem = z.object({ __type: z.string(), message: z.optional(z.string()), Message: z.optional(z.string()) });

/** An error as the SDK's own clients throw it, so that all are read alike: the code is its name. */
class JsonServiceError extends Error {
  readonly $metadata: { readonly httpStatusCode: number; readonly requestId: string | undefined };

  constructor(httpStatusCode: number, requestId: string | undefined, body: string) {
    const { __type, message, Message } = read(body) ?? { __type: 'UnknownError' };
    super(message ?? Message ?? `HTTP ${httpStatusCode}`);
    this.name = __type.slice(__type.lastIndexOf('#') + 1);
    this.$metadata = { httpStatusCode, requestId };
  }
}

/** Undefined for what no AWS service says: something in between may have answered. */
function read(body: string): z.infer<typeof problem> | undefined {
  try {
    return problem.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}
