/**
 * What the caller gave cannot be sent, and nothing was sent. The message names the place and never the value, which can
 * be a token.
 */
export class LatchkeyArgumentError extends TypeError {
  override readonly name = 'LatchkeyArgumentError';
}
