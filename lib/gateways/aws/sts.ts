import type { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Partition } from '../../core/partitions.ts';
import type { CallGuard } from '../../core/ports.ts';
import { send } from './awsCall.ts';
import { endpointOf } from './endpoint.ts';
import type { Credentials } from './environmentCredentials.ts';
import type { ServiceClock } from './serviceClock.ts';
import { ServiceError, signedPost } from './signedPost.ts';
import { xmlText } from './xmlText.ts';

/** The API's only version, sent with every call (AWS STS API reference, "Common parameters"). */
const apiVersion = '2011-06-15';

export interface StsConfig {
  readonly partition: Partition;
  readonly stsRegion: string;
  readonly requestTimeoutMs: number;
}

/** The text of an element of an answer. */
type StsAnswer = (element: string) => string | undefined;

/** Calls one action. A parameter that is undefined is not sent. Throws AwsFailure; what the guard throws comes through. */
export type StsCall = (
  action: string,
  parameters: Readonly<Record<string, string | undefined>>,
  guard: CallGuard,
) => Promise<StsAnswer>;

/**
 * STS with these credentials, in the AWS query protocol
 * (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html), one try a call. Three calls check each new key, so
 * what one costs this process counts: about a third of what the SDK's client takes.
 */
export function stsWith(
  credentials: Credentials | (() => Promise<Credentials>),
  { partition, stsRegion, requestTimeoutMs }: StsConfig,
  handler: NodeHttpHandler,
  clock?: ServiceClock,
): StsCall {
  const endpoint = endpointOf('sts', partition, process.env, stsRegion);
  const post = signedPost({ service: 'sts', endpoint, handler, credentials, clock });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return (action, parameters, guard) =>
    send(`sts:${action}`, requestTimeoutMs, guard, async ({ abortSignal }) => {
      const body = new URLSearchParams({ Action: action, Version: apiVersion });
      for (const [name, value] of Object.entries(parameters)) if (value !== undefined) body.set(name, value);
      const answer = await post(headers, body.toString(), { abortSignal, guard });
      const element: StsAnswer = (name) => xmlText(answer.body, name);
      if (answer.statusCode === 200) return element;
      throw new ServiceError(answer, element('Code'), element('Message'), element('RequestId'));
    });
}
