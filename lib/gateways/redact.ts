const redacted = '[redacted]';

/** Fields whose values nobody has to read in a log, whatever they hold. */
const secretNames =
  /secret|password|passphrase|authorization|cookie|signature|credential|session_?token|external_?id|^token$|^body$|^headers$/i;

/**
 * What a secret looks like wherever it stands, in a message or a stack as well: a session token (base64 of hundreds of
 * characters, as it is or in a URL), a secret access key (40 characters of base64, not all of them hex, which would be a
 * digest), a bearer token, a link token, a webhook's signing key.
 */
const secretForms = [
  /(?:[A-Za-z0-9/+=]|%2[BF]|%3D){100,}/gi,
  /(?<![A-Za-z0-9/+])(?![0-9a-f]{40})[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])/g,
  /(?<=Bearer\s+)\S+/gi,
  /lkl_[0-9A-Z]{26}_[\w-]+/g,
  /wh(?:sec|sk)_[A-Za-z0-9/+=]+/g,
];

/** For JSON.stringify: every field of a line on its way into the log. */
export function redact(name: string, value: unknown): unknown {
  if (value === undefined || value === null) return value;
  if (name !== '' && secretNames.test(name)) return redacted;
  if (typeof value === 'string') return secretForms.reduce((text, form) => text.replace(form, redacted), value);
  // An error is no plain object: its fields are not enumerable.
  if (value instanceof Error) {
    const { name: kind, message, stack, cause } = value;
    return { name: kind, message, stack, ...(cause !== undefined && { cause }) };
  }
  return value;
}
