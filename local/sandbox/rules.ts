import type { Rule } from './wire/input.ts';

const namePattern = /^[\w+=,.@-]+$/;

function nameError(field: string): string {
  return `The specified value for ${field} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`;
}

function name(max: number): Rule {
  return { max, pattern: namePattern, errorMessage: nameError };
}

function pathError(field: string): string {
  return `The specified value for ${field} is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.`;
}

/**
 * The allowed lengths and characters of parameters. Source: IAM API reference, "Request Parameters" of each operation.
 */
export const rules = {
  /** A new name of a user has at most 64 characters. All other operations accept up to 128. */
  newUserName: name(64),
  userName: name(128),
  groupName: name(128),
  roleName: name(64),
  policyName: name(128),
  deviceName: { max: 226, pattern: namePattern, errorMessage: nameError },
  path: { max: 512, pattern: /^(\/|\/[!-~]+\/)$/, errorMessage: pathError },
  pathPrefix: { max: 512, pattern: /^\/[!-~]*$/, errorMessage: pathError },
  policyPath: { max: 512, pattern: /^((\/[A-Za-z0-9.,+@=_-]+)*)\/$/, errorMessage: pathError },
  /** A value of allowed length that is not an ARN is `InvalidInput`: see iam/arns.ts. */
  arn: { min: 20, max: 2048 },
  policyDocument: { max: 131072 },
  description: { min: 0, max: 1000 },
  roleDescription: { min: 0, max: 1000, pattern: /^[\t\n\r\u0020-\u007E\u00A1-\u00FF]*$/ },
  versionId: { max: 64, pattern: /^v[1-9][0-9]*(\.[A-Za-z0-9-]*)?$/ },
  accessKeyId: { min: 16, max: 128, pattern: /^\w+$/ },
  tagKey: { max: 128, pattern: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u },
  tagValue: { min: 0, max: 256, pattern: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u },
  marker: { max: 320 },
  password: { max: 128 },
  serialNumber: { min: 9, max: 256, pattern: /^[\w+=/:,.@-]+$/ },
  authenticationCode: { min: 6, max: 6, pattern: /^\d+$/ },
  publicKeyId: { min: 20, max: 128, pattern: /^\w+$/ },
  publicKeyBody: { max: 16384 },
  certificateId: { min: 24, max: 128, pattern: /^\w+$/ },
  certificateBody: { max: 16384 },
  serviceName: { max: 256 },
  serviceCredentialId: { min: 20, max: 128, pattern: /^\w+$/ },
  actionName: { min: 3, max: 128 },
  contextKey: { min: 5, max: 256 },
  anyText: { min: 0, max: 131072 },
  /** The parameters of AssumeRole. Source: STS API reference, AssumeRole. */
  roleSessionName: { min: 2, max: 64, pattern: /^[\w+=,.@-]*$/ },
  externalId: { min: 2, max: 1224, pattern: /^[\w+=,.@:/-]*$/ },
  sessionPolicy: { max: 2048 },
} as const satisfies Record<string, Rule>;
