import { isAwsHost } from '../aws/awsHost.ts';
import { configuredEndpoint } from '../aws/endpoint.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether STS is called at an endpoint that is not AWS's own, such as the sandbox. */
export function callsEmulator(env: Environment): boolean {
  const endpoint = configuredEndpoint('sts', env);
  return endpoint !== undefined && !isAwsHost(new URL(endpoint).hostname);
}

/** Returns where STS is called, as words for the message of an error. */
export function stsHost(env: Environment): string {
  const endpoint = configuredEndpoint('sts', env);
  return endpoint === undefined ? 'at AWS’s own endpoint' : `at ${new URL(endpoint).hostname}`;
}
