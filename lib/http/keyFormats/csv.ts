import type { KeyFormat } from './keyFormat.ts';

/**
 * What the console's download button gives. `aws configure import` splits at commas and knows no quotes, and neither
 * IAM's keys nor our user names have a comma (aws-cli, awscli/customizations/configure/importer.py).
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
