import { StackProblem } from './problem.ts';

/** The values that a quick-create link passes to the console. */
export interface LaunchLink {
  readonly templateUrl: string;
  readonly stackName: string;
  readonly region: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/**
 * Parses
 * `https://console.aws.amazon.com/cloudformation/home?region=…#/stacks/quickcreate?templateURL=…&stackName=…&param_X=…`.
 * Source: CloudFormation User Guide, "Create quick-create links for stacks". All names are case-sensitive.
 * @throws StackProblem that says what is wrong with the link.
 */
export function readLaunchLink(launchUrl: string): LaunchLink {
  if (!URL.canParse(launchUrl)) throw new StackProblem('launchUrl must be a URL.');
  const { hash, searchParams } = new URL(launchUrl);
  const [page, query] = hash.split('?');
  if (query === undefined || !/^#\/stacks\/(quickcreate|create\/review)$/.test(page ?? '')) {
    throw new StackProblem(
      'launchUrl must be a link to the quick-create page of the CloudFormation console: …#/stacks/quickcreate?templateURL=…',
    );
  }
  const filled = new URLSearchParams(query);
  const templateUrl = filled.get('templateURL');
  if (templateUrl === null || !URL.canParse(templateUrl))
    throw new StackProblem('launchUrl must have a templateURL that is a URL.');
  const stackName = filled.get('stackName') ?? '';
  if (!/^[A-Za-z][A-Za-z0-9-]{0,127}$/.test(stackName)) {
    throw new StackProblem(
      'launchUrl must have a stackName that consists of a letter and at most 127 letters, digits and hyphens.',
    );
  }
  return {
    templateUrl,
    stackName,
    region: searchParams.get('region') ?? 'us-east-1',
    parameters: new Map(
      [...filled].flatMap(([name, value]) => (name.startsWith('param_') ? [[name.slice(6), value] as const] : [])),
    ),
  };
}
