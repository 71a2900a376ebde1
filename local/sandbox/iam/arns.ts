import { refuse } from '../refusal.ts';

export type EntityType = 'user' | 'group' | 'role' | 'policy' | 'mfa';

/** `arn:aws:iam::account:type/path/name`; without a path it is the ARN that AWS authorizes absent names by. */
export function arnOf(accountId: string, type: EntityType, entity: { path?: string; name: string }): string {
  return `arn:aws:iam::${accountId}:${type}${entity.path ?? '/'}${entity.name}`;
}

export interface IamArn {
  readonly accountId: string;
  readonly type: string;
  readonly path: string;
  readonly name: string;
}

/** Takes an IAM ARN apart, or answers undefined. */
export function parseArn(arn: string): IamArn | undefined {
  const match = /^arn:aws:iam::(\d{12}|aws):([a-z-]+)(\/(?:[!-~]*\/)?)([^/]+)$/.exec(arn);
  const [, accountId, type, path, name] = match ?? [];
  if (accountId === undefined || type === undefined || path === undefined || name === undefined) return undefined;
  return { accountId, type, path, name };
}

/** The same for ARNs of policies. Throws InvalidInput in AWS's words. */
export function parsePolicyArn(arn: string): IamArn {
  const parsed = parseArn(arn);
  if (parsed?.type !== 'policy') throw refuse('InvalidInput', `ARN ${arn} is not valid.`);
  return parsed;
}
