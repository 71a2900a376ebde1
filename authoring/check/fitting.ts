import type { ActionData, ActionDetails } from '../policy/actionData.ts';
import { arnParts } from '../policy/arnParts.ts';
import { wordClasses } from '../policy/wordClasses.ts';

/** Whether an action can apply to a resource. `unsure`: AWS's documentation says no, and AWS may do it nevertheless. */
export type Fit = 'yes' | 'unsure' | 'no';

/**
 * The ARNs on which AWS authorizes actions although the Service Authorization Reference does not name them. Messages of
 * denials show them: a new certificate has no name yet (https://github.com/ministryofjustice/modernisation-platform/issues/3313),
 * and a change set of a template with a transform needs the transform too
 * (https://github.com/aws/serverless-application-model/issues/179).
 */
const unnamed: Readonly<Record<string, readonly string[]>> = {
  'acm:requestcertificate': ['arn:${Partition}:acm:${Region}:${Account}:certificate/'],
  'cloudformation:createchangeset': ['arn:${Partition}:cloudformation:${Region}:aws:transform/${TransformName}'],
};

/** Returns a function that says whether an action can apply to a resource, with its answers as a cache. */
export function fitting({ services }: ActionData): (action: ActionDetails, pattern: string) => Fit {
  const known = new Map<string, boolean>();
  const meetsOnce = (format: string, pattern: string, all: readonly string[]) => {
    const key = `${format} ${pattern}`;
    const answer = known.get(key) ?? meets(format, pattern, all);
    known.set(key, answer);
    return answer;
  };
  return (action, pattern) => {
    const { name, resourceTypes } = action;
    const service = name.split(':')[0] ?? '';
    const types = services.get(service)?.resourceTypes ?? new Map<string, string>();
    const formats = [...types.values()];
    if (unnamed[name.toLowerCase()]?.some((each) => meetsOnce(each, pattern, [])) === true) return 'yes';
    if (resourceTypes.length === 0) {
      if (/^[*?]*\*[*?]*$/.test(pattern)) return 'yes';
      const lists = listedBy(action, service, formats);
      return lists.some((each) => isAlike(each, pattern) && meetsOnce(each, pattern, [])) ? 'unsure' : 'no';
    }
    const fits = resourceTypes.some((type) => {
      const format = types.get(type);
      return format === undefined || meetsOnce(format, pattern, formats);
    });
    return fits ? 'yes' : 'no';
  };
}

/**
 * Returns the ARNs that an action which lists things may be authorized on, although the Service Authorization Reference names
 * no resource type for it. Messages of denials show on which. CloudWatch Logs authorizes DescribeLogGroups on `log-group:` and
 * no name (https://github.com/hashicorp/terraform-provider-aws/issues/8804), and DynamoDB ListTables on `table/*`
 * (https://github.com/AntonShuvaev/intellij-dynamodb/issues/20). IAM authorizes ListInstanceProfiles on the path that is
 * asked for, such as `instance-profile/karpenter/` (https://github.com/kubernetes/kops/pull/17854). The actions
 * ec2:Describe* are authorized on `*` only.
 */
function listedBy(
  { name, accessLevel }: ActionDetails,
  service: string,
  formats: readonly string[],
): readonly string[] {
  const isList = accessLevel === 'List' || /:(?:List|Describe)/.test(name);
  if (!isList || service === 'ec2') return [];
  const withoutNames = formats.flatMap((format) => {
    const [resource, ...others] = arnParts(format)?.toReversed() ?? [];
    return resource === undefined ? [] : [[...others.toReversed(), resource.replace(/\$\{[^]*$/, '')].join(':')];
  });
  return service === 'iam' ? [...formats, ...withoutNames] : withoutNames;
}

/** Whether both have a region, or none, and both an account, or none. */
function isAlike(format: string, pattern: string): boolean {
  const [one, other] = [arnParts(format), arnParts(pattern)];
  return one === undefined || other === undefined || [3, 4].every((at) => (one[at] === '') === (other[at] === ''));
}

/** The parts of every ARN that end with a colon. Without this, an account could be `1:user/ada`. */
const fixedParts = ['Partition', 'Region', 'Account', 'partition', 'accountId'].map(
  (part) => [`\${${part}}`, /[a-z0-9-]/] as const,
);

/** Whether an ARN of the format can match the pattern. */
function meets(format: string, pattern: string, formats: readonly string[]): boolean {
  const last = /\$\{\w+\}$/.exec(format)?.[0];
  // The name of a bucket has no slash, since the ARNs of objects go on with one.
  const isLonger = (each: string) => each !== format && each.slice(format.length).startsWith('/');
  const ending = last !== undefined && formats.some((each) => each.startsWith(format) && isLonger(each));
  const characters = new Map([...fixedParts, ...(ending ? [[last, /[^/]/] as const] : [])]);
  const shared = { wildcards: true, foldsCase: false, matching: 'possibly' } as const;
  const sets = [
    { ...shared, patterns: [format] },
    { ...shared, patterns: [pattern] },
  ];
  return wordClasses(sets, characters).some(({ matched }) => matched[1] === true);
}
