/**
 * Two users with one key each. The secrets have the form of IAM's: 40 base64 characters, with `/` and `+` at any place.
 */
export const anna = {
  userName: 'anna',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: '/+alrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKE/',
};
export const ben = {
  userName: 'ben.b_1+=@x-',
  accessKeyId: 'AKIAI44QH8DHBEXAMPLE',
  secretAccessKey: '+je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEK+',
};

/** Removes the user's name from a key. */
export const keyOf = ({ accessKeyId, secretAccessKey }: typeof anna) => ({ accessKeyId, secretAccessKey });

/** Secrets with characters that are special to one shell or another. IAM gives none such. */
export const oddSecrets = [
  "a'b",
  "a''b'",
  '$(touch x)',
  '`id`',
  '$env:x',
  'a b',
  'a"b',
  'a\\b',
  "a\\'b\\",
  '=~',
  '~/x',
  'a;b',
  'a&b',
  '',
  '*',
  '‘a’b‚c‛',
  '${x}',
  '%{x}$$${y}',
];
