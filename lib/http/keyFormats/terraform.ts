import { onlyKey, stageComment, type KeyFormat } from './keyFormat.ts';
import { hclText } from './quoting.ts';

/** A block of Terraform's provider `aws`, as `terraform fmt` aligns it. Throws for the keys of several users. */
export const terraform: KeyFormat = {
  mediaType: 'text/vnd.latchkey.terraform',
  holdsManyUsers: false,
  takesProfile: false,
  write: (keys, words) => {
    const { accessKeyId, secretAccessKey } = onlyKey(keys);
    return [
      stageComment(words),
      'provider "aws" {\n',
      `  access_key = ${hclText(accessKeyId)}\n`,
      `  secret_key = ${hclText(secretAccessKey)}\n`,
      ...(words.region === undefined ? [] : [`  region     = ${hclText(words.region)}\n`]),
      '}\n',
    ].join('');
  },
};
