/** Replaces what the SDK does for the endpoints of buckets. No function calls S3. */
export const resolveParamsForS3 = <T>(parameters: T): Promise<T> => Promise.resolve(parameters);
