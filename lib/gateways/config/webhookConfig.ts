import { endpointProblem, type EndpointRules } from '../../webhooks/endpoint.ts';
import type { SecretsSource } from '../../webhooks/secrets.ts';
import { isAwsHost } from '../aws/awsHost.ts';
import { ConfigError } from './configError.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface WebhookConfig {
  readonly rules: EndpointRules;
  /** The timeout of one whole try: name resolution, connection, TLS, headers and body. */
  readonly timeoutMs: number;
  readonly secrets: SecretsSource;
}

/** @throws ConfigError */
export function readWebhookConfig(env: Environment, namespace: string, timeoutMs: number): WebhookConfig {
  return {
    rules: {
      hosts: readHosts(env.LATCHKEY_WEBHOOK_HOSTS),
      ports: readPorts(env.LATCHKEY_WEBHOOK_PORTS),
      admitsLoopback: readLoopback(env),
    },
    timeoutMs,
    secrets: readSource(env, namespace),
  };
}

/**
 * Reads the URL for the events of onboardings without a webhook URL of their own.
 *
 * @throws ConfigError
 */
export function readWebhookUrl(value: string | undefined, rules: EndpointRules): string | undefined {
  if (value === undefined || value === '') return undefined;
  const problem = endpointProblem(value, rules);
  if (problem !== undefined)
    throw new ConfigError(
      'LATCHKEY_WEBHOOK_URL',
      `a URL that events may be sent to: it ${problem.slice(0, -1)}`,
      // Only the host, because the rest of the URL may contain a secret and this message is written to a log.
      URL.parse(value)?.host || 'no URL',
    );
  return value;
}

/** Reads the allowed hosts. `*.example.com` and `.example.com` both mean all subdomains, but not example.com itself. */
function readHosts(value: string | undefined): readonly string[] {
  return listOf(value).map((entry) => {
    const host = entry.toLowerCase().replace(/^\*\./, '.');
    if (/^\.?[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/.test(host)) return host;
    const expected = 'host names separated by commas, *.example.com for all below one, other scripts as xn--…';
    throw new ConfigError('LATCHKEY_WEBHOOK_HOSTS', expected, value);
  });
}

function readPorts(value: string | undefined): readonly number[] {
  const entries = listOf(value);
  if (entries.every((entry) => /^[1-9]\d{0,4}$/.test(entry) && Number(entry) <= 65_535))
    return entries.length === 0 ? [443, 8443] : entries.map(Number);
  throw new ConfigError('LATCHKEY_WEBHOOK_PORTS', 'port numbers from 1 to 65535 separated by commas', value);
}

/**
 * Loopback addresses are allowed only with an emulator. A deployed function that posts to its own machine would be
 * useful to attackers only.
 */
function readLoopback(env: Environment): boolean {
  const value = env['WEBHOOK_LOOPBACK'] || 'off';
  const { AWS_ENDPOINT_URL: endpoint = '' } = env;
  const isEmulated = URL.canParse(endpoint) && !isAwsHost(new URL(endpoint).hostname);
  if (value === 'off' || (value === 'on' && isEmulated)) return value === 'on';
  throw new ConfigError('WEBHOOK_LOOPBACK', 'off, unless AWS_ENDPOINT_URL leads to an AWS of your own', value);
}

function readSource(env: Environment, namespace: string): SecretsSource {
  const file = env.LATCHKEY_WEBHOOK_SECRETS_FILE ?? '';
  if (file !== '') return { file };
  const parameter = env.LATCHKEY_WEBHOOK_SECRETS_PARAMETER || `/${namespace}/webhook-secrets`;
  // The characters and the length that SSM allows for the name of a parameter (SSM API reference, PutParameter).
  if (/^[\w./-]{1,1011}$/.test(parameter)) return { parameter };
  throw new ConfigError('LATCHKEY_WEBHOOK_SECRETS_PARAMETER', 'the name of a parameter in SSM', parameter);
}

const listOf = (value: string | undefined) => (value ?? '').split(',').flatMap((each) => each.trim() || []);
