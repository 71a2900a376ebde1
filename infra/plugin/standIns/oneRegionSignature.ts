/**
 * Stands in for `@aws-sdk/signature-v4-multi-region`: signatures for one region. Those for several at once (SigV4A) need
 * a set of regions, which nothing here gives.
 */
export { SignatureV4 as SignatureV4MultiRegion } from '@smithy/signature-v4';
