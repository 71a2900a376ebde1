import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { readFile } from 'node:fs/promises';
import {
  parseWebhookSecrets,
  WebhookSecretsError,
  type SecretsSource,
  type WebhookSecrets,
} from '../../webhooks/secrets.ts';
import { vendorService, type VendorServiceConfig } from '../aws/vendorService.ts';
import { remembered } from '../remembered.ts';

/** Returns the signing secrets. Throws AwsFailure, or WebhookSecretsError if the text that was read is not valid. */
export type ReadSecrets = () => Promise<WebhookSecrets>;

/**
 * Returns a function that reads the signing secrets at its first call and then every five minutes. Concurrent callers
 * share one read. The secrets are only in the memory of the process and are never written anywhere.
 *
 * @param now returns the monotonic clock, in milliseconds
 */
export function webhookSecrets(source: SecretsSource, config: VendorServiceConfig, now: () => number): ReadSecrets {
  return remembered(reader(source, config), now);
}

function reader(source: SecretsSource, config: VendorServiceConfig): ReadSecrets {
  if ('text' in source) return () => Promise.resolve(parseWebhookSecrets(source.text, 'memory'));
  if ('file' in source) {
    return async () => parseWebhookSecrets(await readFile(source.file, 'utf8'), source.file);
  }
  const { parameter } = source;
  const where = `the parameter ${parameter}`;
  const { settings, send } = vendorService('ssm', config);
  const client = new SSMClient(settings);
  return async () => {
    const { Parameter } = await send(client, new GetParameterCommand({ Name: parameter, WithDecryption: true }));
    if (Parameter?.Value === undefined) throw new WebhookSecretsError(where, 'it has no value.');
    return parseWebhookSecrets(Parameter.Value, where);
  };
}
