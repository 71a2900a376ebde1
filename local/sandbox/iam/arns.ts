import { refuse } from '../refusal.ts';

export type EntityType = 'user' | 'group' | 'role' | 'policy' | 'mfa';

/**
 * Returns `arn:aws:iam::account:type/path/name`. Without a path it is the ARN with which AWS authorizes calls for a
 * name that does not exist.
 */
export function arnOf(accountId: string, type: EntityType, entity: { path?: string; name: string }): string {
  return `arn:aws:iam::${accountId}:${type}${entity.path ?? '/'}${entity.name}`;
}

/** The components of an IAM ARN. */
export interface IamArn {
  readonly accountId: string;
  readonly type: string;
  readonly path: string;
  readonly name: string;
}

/** Parses an IAM ARN. Returns undefined if the text is not an IAM ARN. */
export function parseArn(arn: string): IamArn | undefined {
  const match = /^arn:aws:iam::(\d{12}|aws):([a-z-]+)(\/(?:[!-~]*\/)?)([^/]+)$/.exec(arn);
  const [, accountId, type, path, name] = match ?? [];
  if (accountId === undefined || type === undefined || path === undefined || name === undefined) return undefined;
  return { accountId, type, path, name };
}

/** Parses the ARN of a policy. Throws InvalidInput with the message of AWS if the text is not the ARN of a policy. */
export function parsePolicyArn(arn: string): IamArn {
  const parsed = parseArn(arn);
  if (parsed?.type !== 'policy') throw refuse('InvalidInput', `ARN ${arn} is not valid.`);
  return parsed;
}
