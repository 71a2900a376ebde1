/**
 * Replaces what the SDK tells AWS in its User-Agent header about the features that a client uses, such as its retry mode:
 * statistics of AWS, which no answer depends on.
 */
export const checkFeatures = (): Promise<void> => Promise.resolve();

/** Replaces the warning about old versions of Node. Lambda runs Node 24 (serverless.yml). */
export const emitWarningIfUnsupportedVersion = (): void => undefined;
export const state = undefined;
