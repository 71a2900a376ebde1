/** What every call to STS and IAM takes, in milliseconds. */
export const callMs = 50;
