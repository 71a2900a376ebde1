import { matchesText } from './evaluateTest.ts';

/** What AWS's Service Authorization Reference says about an action. */
export interface ActionDetails {
  /** With the service, such as `s3:GetObject`. */
  readonly name: string;
  readonly accessLevel: string;
  /** The names of the types. Empty: the action has no resources, so that only the resource `*` applies to it. */
  readonly resourceTypes: readonly string[];
  /** Those of the action, and of its resource types. May contain variables: `aws:ResourceTag/${TagKey}`. */
  readonly conditionKeys: readonly string[];
}

export interface ServiceData {
  /** By name without the service, in lower case. */
  readonly actions: ReadonlyMap<string, ActionDetails>;
  /** The format of the ARN by the name of the type, such as `arn:${Partition}:s3:::${BucketName}`. */
  readonly resourceTypes: ReadonlyMap<string, string>;
  readonly conditionKeys: readonly string[];
}

/** The actions of AWS, of the services that were asked for. */
export interface ActionData {
  readonly version: string;
  /** The prefixes of all services. */
  readonly serviceNames: readonly string[];
  readonly services: ReadonlyMap<string, ServiceData>;
  readonly globalKeys: readonly string[];
}

/**
 * Returns the actions that exist and match a pattern, such as `s3:Get*`. Services that were not asked for have none here.
 */
export function actionsLike({ services }: Pick<ActionData, 'services'>, pattern: string): readonly ActionDetails[] {
  const [service = '', ...more] = pattern.toLowerCase().split(':');
  if (pattern !== '*' && more.length === 0) return [];
  const name = pattern === '*' ? '*' : more.join(':');
  return [...services].flatMap(([each, { actions }]) => {
    if (!matchesText(service, each, true)) return [];
    const exact = actions.get(name);
    if (exact !== undefined) return [exact];
    return [...actions].flatMap(([action, details]) => (matchesText(name, action, true) ? [details] : []));
  });
}
