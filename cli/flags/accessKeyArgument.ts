/** The ID of an access key, as an argument. */
export const accessKeyArgument = {
  parse: readAccessKeyId,
  placeholder: 'KEY',
  brief: 'ID of the access key, such as AKIAIOSFODNN7EXAMPLE',
} as const;

/** Reads the ID of an access key. Throws if it is none, and does not repeat it: it can be a secret key. */
export function readAccessKeyId(given: string): string {
  // Source: IAM API Reference, AccessKey: 16 to 128 letters and digits.
  if (!/^[A-Z0-9]{16,128}$/.test(given))
    throw new Error('must be the ID of an access key, such as AKIAIOSFODNN7EXAMPLE');
  return given;
}
