import type { KeyFormat } from './keyFormat.ts';

/**
 * The CSV file that the AWS console offers for download. It has no quotes, because `aws configure import` splits lines
 * at commas and does not support quotes (aws-cli, awscli/customizations/configure/importer.py). Neither access keys nor
 * Latchkey's user names contain commas.
 */
export const csv: KeyFormat = {
  mediaType: 'text/csv',
  holdsManyUsers: true,
  takesProfile: false,
  write: (keys) => {
    const rows = keys.map(({ userName, accessKeyId, secretAccessKey }) => [userName, accessKeyId, secretAccessKey]);
    return [['User name', 'Access key ID', 'Secret access key'], ...rows].map((row) => `${row.join(',')}\r\n`).join('');
  },
};
