// Handlers read their settings when they are imported. Tests do not use these values: they build their own
// dependencies.
Object.assign(process.env, {
  AWS_REGION: 'us-east-1',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  LATCHKEY_NAMESPACE: 'latchkey',
  LATCHKEY_VENDOR_NAME: 'Example Vendor',
  LATCHKEY_VENDOR_ACCOUNT_ID: '999988887777',
  LATCHKEY_PARTITION: 'aws',
  LATCHKEY_TABLE: 'latchkey-state',
  LATCHKEY_QUEUE: 'latchkey-work',
  LATCHKEY_WEBHOOK_QUEUE: 'latchkey-webhooks',
  LATCHKEY_TEMPLATES_URL: 'http://127.0.0.1:9/templates',
  LATCHKEY_API_TOKEN_HASHES: `none=${'0'.repeat(64)}`,
  POWERTOOLS_DEV: 'false',
  POWERTOOLS_LOG_LEVEL: process.env.POWERTOOLS_LOG_LEVEL ?? 'SILENT',
});
