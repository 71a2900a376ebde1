import { formatOfOneKey } from './keyFormat.ts';
import { hclText } from './quoting.ts';

/** A block of Terraform's provider `aws`, as `terraform fmt` aligns it. */
export const terraform = formatOfOneKey(
  'text/vnd.latchkey.terraform',
  ({ accessKeyId, secretAccessKey }, { region }) => [
    'provider "aws" {',
    `  access_key = ${hclText(accessKeyId)}`,
    `  secret_key = ${hclText(secretAccessKey)}`,
    ...(region === undefined ? [] : [`  region     = ${hclText(region)}`]),
    '}',
  ],
);
