/** The duration of every call to STS and IAM in the bench, in milliseconds. */
export const callMs = 100;
