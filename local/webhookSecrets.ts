import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SecretsSource } from '../lib/webhooks/secrets.ts';

/** Where a data directory keeps what events are signed with; undefined where nothing is kept. */
export function webhookSecretsFile(dataDir: string): string | undefined {
  return dataDir === ':memory:' ? undefined : join(dataDir, 'webhook-secrets.json');
}

/** The secrets of this stack: made at its first start, for its own user alone to read. @param dataDir a directory, or `:memory:` */
export function localWebhookSecrets(dataDir: string): SecretsSource {
  const file = webhookSecretsFile(dataDir);
  if (file === undefined) return { text: newWebhookSecrets() };
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    const draft = `${file}.${randomBytes(6).toString('hex')}`;
    writeFileSync(draft, newWebhookSecrets(), { mode: 0o600 });
    try {
      // Whole or not at all, and never over those of a start that was faster.
      linkSync(draft, file);
    } catch (error) {
      if (!existsSync(file)) throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  }
  return { file };
}

/** As SSM would hold them: one HMAC secret, one Ed25519 key. */
export function newWebhookSecrets(): string {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  // The last 32 bytes of both forms are the keys themselves (RFC 8410).
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
