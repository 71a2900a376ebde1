const redacted = '[redacted]';

/** The names of fields whose values are always redacted. */
const secretNames =
  /secret|password|passphrase|authorization|cookie|signature|credential|session_?token|external_?id|^token$|^body$|^headers$/i;

/**
 * The forms of secrets, which are also found inside a message or a stack trace: a session token (hundreds of characters
 * of base64, plain or in a URL), a secret access key (40 characters of base64, not all of them hex, because that would
 * be a digest), a bearer token, a link token, and a signing key of webhooks.
 */
const secretForms = [
  /(?:[A-Za-z0-9/+=]|%2[BF]|%3D){100,}/gi,
  /(?<![A-Za-z0-9/+])(?![0-9a-f]{40})[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])/g,
  /(?<=Bearer\s+)\S+/gi,
  /lkl_[0-9A-Z]{26}_[\w-]+/g,
  /wh(?:sec|sk)_[A-Za-z0-9/+=]+/g,
];

/** A replacer for JSON.stringify, which calls it with every field of a log line. */
export function redact(name: string, value: unknown): unknown {
  if (value === undefined || value === null) return value;
  if (name !== '' && secretNames.test(name)) return redacted;
  if (typeof value === 'string') return secretForms.reduce((text, form) => text.replace(form, redacted), value);
  // JSON.stringify would omit the fields of an error, because they are not enumerable.
  if (value instanceof Error) {
    const { name: kind, message, stack, cause } = value;
    return { name: kind, message, stack, ...(cause !== undefined && { cause }) };
  }
  return value;
}
