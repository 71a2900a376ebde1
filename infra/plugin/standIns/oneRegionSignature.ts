/**
 * Replaces `@aws-sdk/signature-v4-multi-region` by signatures for one region, and the parts of `@aws-sdk/core` that ask
 * for others. Signatures for several regions (SigV4A) need a set of regions, which no call here has.
 */
export { SignatureV4 as SignatureV4MultiRegion } from '@smithy/signature-v4';

export class AwsSdkSigV4ASigner {
  sign(): never {
    throw new Error('Calls are signed for one region.');
  }
}

export const NODE_SIGV4A_CONFIG_OPTIONS = { environmentVariableSelector: () => undefined, default: undefined };
export const resolveAwsSdkSigV4AConfig = undefined;
