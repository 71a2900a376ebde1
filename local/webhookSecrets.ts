import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SecretsSource } from '../lib/webhooks/secrets.ts';

/** Returns the file in a data directory that stores the webhook secrets, or undefined for `:memory:`. */
export function webhookSecretsFile(dataDir: string): string | undefined {
  return dataDir === ':memory:' ? undefined : join(dataDir, 'webhook-secrets.json');
}

/**
 * Returns the webhook secrets of the local stack. The first start generates them, in a file that only its user can
 * read.
 *
 * @param dataDir a directory, or `:memory:`
 */
export function localWebhookSecrets(dataDir: string): SecretsSource {
  const file = webhookSecretsFile(dataDir);
  if (file === undefined) return { text: newWebhookSecrets() };
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    const draft = `${file}.${randomBytes(6).toString('hex')}`;
    writeFileSync(draft, newWebhookSecrets(), { mode: 0o600 });
    try {
      // A link creates the complete file in one step and fails if another start has created it already.
      linkSync(draft, file);
    } catch (error) {
      if (!existsSync(file)) throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  }
  return { file };
}

/** Generates webhook secrets in the format of the SSM parameter: one HMAC secret and one Ed25519 key. */
export function newWebhookSecrets(): string {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  // The last 32 bytes of both encodings are the raw keys (RFC 8410).
  const pair = [
    privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32),
    publicKey.export({ format: 'der', type: 'spki' }).subarray(-32),
  ];
  const secrets = {
    hmac: [`whsec_${randomBytes(32).toString('base64')}`],
    ed25519: [`whsk_${Buffer.concat(pair).toString('base64')}`],
  };
  return `${JSON.stringify(secrets, undefined, 2)}\n`;
}
