import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { readFile } from 'node:fs/promises';
import {
  parseWebhookSecrets,
  WebhookSecretsError,
  type SecretsSource,
  type WebhookSecrets,
} from '../../webhooks/secrets.ts';
import { vendorService, type VendorServiceConfig } from '../aws/vendorService.ts';

/** How long they are used before they are read again: a change is in force everywhere after that. */
const rememberedMs = 5 * 60_000;

/** Gives the signing secrets. Throws AwsFailure, or WebhookSecretsError where what was read is none. */
export type ReadSecrets = () => Promise<WebhookSecrets>;

/**
 * The signing secrets, read at their first use and then every five minutes, by one read for all who ask meanwhile. They
 * are in the memory of the process, and nowhere else that it writes to.
 *
 * @param now monotonic, in milliseconds
 */
export function webhookSecrets(source: SecretsSource, config: VendorServiceConfig, now: () => number): ReadSecrets {
  const read = reader(source, config);
  let remembered: { readonly secrets: Promise<WebhookSecrets>; readonly until: number } | undefined;
  return () => {
    if (remembered !== undefined && now() < remembered.until) return remembered.secrets;
    const current = { secrets: read(), until: now() + rememberedMs };
    remembered = current;
    current.secrets.catch(() => {
      if (remembered === current) remembered = undefined;
    });
    return current.secrets;
  };
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
