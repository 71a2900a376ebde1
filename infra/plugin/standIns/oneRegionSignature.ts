/**
 * Replaces `@aws-sdk/signature-v4-multi-region` by signatures for one region. Signatures for several regions (SigV4A)
 * need a set of regions, which no call here has.
 */
export { SignatureV4 as SignatureV4MultiRegion } from '@smithy/signature-v4';
