/** What a section of `~/.aws/config` contains. */
export interface ConfigSection {
  readonly name: string;
  readonly region: string | undefined;
  readonly output: string;
}

/**
 * Returns a section of `~/.aws/config`. The section of the profile `default` has no prefix. Source: AWS CLI User Guide,
 * "Configuration and credential file settings".
 */
export function configSection({ name, region, output }: ConfigSection): string {
  return [
    name === 'default' ? '[default]' : `[profile ${name}]`,
    ...(region === undefined ? [] : [`region = ${region}`]),
    `output = ${output}\n`,
  ].join('\n');
}
