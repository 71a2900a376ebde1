import type { Blueprint } from '../../catalog/blueprint.ts';
import { actionsLike, type ActionData, type ActionDetails } from '../policy/actionData.ts';
import { placeholdersOf, expanded } from '../policy/placeholders.ts';
import { wordClasses } from '../policy/wordClasses.ts';
import type { BlueprintProblem } from '../problem.ts';
import { textsOf, writtenStatements, type WrittenStatement } from './writtenStatements.ts';

/**
 * Returns a problem for each action that none of its statement's resources can apply to, and for each resource that no
 * action of its statement takes. IAM accepts such statements, and the part has no effect. An error: nothing in the
 * statement has an effect. A warning: the rest of it has. (IAM's policy summaries warn of the same; IAM Access Analyzer
 * reports an error "when a part of the policy is not functional", but does not look at this.)
 */
export function resourceProblems(blueprint: Blueprint, data: ActionData): readonly BlueprintProblem[] {
  const placeholders = placeholdersOf(blueprint);
  const fits = fitting(data);
  return writtenStatements(blueprint).flatMap((written): BlueprintProblem[] => {
    const actions = textsOf(written, 'Action').map((each) => ({ ...each, known: actionsLike(data, each.text) }));
    const resources = textsOf(written, 'Resource').map((each) => ({
      ...each,
      pattern: expanded(each.text, placeholders),
    }));
    if (actions.length === 0 || resources.length === 0 || resources.some(({ text }) => text === '*')) return [];
    const takes = (known: readonly ActionDetails[], pattern: string) => known.some((action) => fits(action, pattern));
    // An action that does not exist is a problem of its own.
    const real = actions.filter(({ known }) => known.length > 0);
    const idle = real.filter(({ known }) => !resources.some(({ pattern }) => takes(known, pattern)));
    if (real.length > 0 && idle.length === real.length) return [nothing(written, real, data)];
    const unused = resources.filter(({ pattern }) => !real.some(({ known }) => takes(known, pattern)));
    return [
      ...idle.map(({ text, path, known }): BlueprintProblem => ({
        path,
        problem: `"${text}" has no effect here, because none of the resources of the statement is of a type that it takes`,
        remedy: `${wanted(known, data)} Write a statement of its own for it.`,
        severity: 'warning',
      })),
      ...(real.length === 0 ? [] : unused).map(({ text, path }): BlueprintProblem => ({
        path,
        problem: `no action of the statement takes the resource "${text}"`,
        remedy: 'Correct the ARN, or take it out.',
        severity: 'warning',
      })),
    ];
  });
}

function nothing(
  { path }: WrittenStatement,
  actions: readonly { readonly text: string; readonly known: readonly ActionDetails[] }[],
  data: ActionData,
): BlueprintProblem {
  const names = actions.map(({ text }) => text);
  return {
    path: [...path, 'Resource'],
    problem: `the statement has no effect: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''} cannot apply to these resources`,
    remedy: wanted(
      actions.flatMap(({ known }) => known),
      data,
    ),
    severity: 'error',
  };
}

const mostFormats = 4;

/** Returns the formats of the ARNs that actions take, as a sentence. */
function wanted(actions: readonly ActionDetails[], { services }: ActionData): string {
  const formats = actions.flatMap(({ name, resourceTypes }) =>
    resourceTypes.length === 0
      ? ['*']
      : resourceTypes.flatMap((type) => services.get(name.split(':')[0] ?? '')?.resourceTypes.get(type) ?? []),
  );
  const all = [...new Set(formats)];
  return `The resource has to be ${all.slice(0, mostFormats).join(' or ')}${all.length > mostFormats ? ' or another of its types' : ''}.`;
}

/** Returns a function that says whether an action can apply to a resource, with its answers as a cache. */
function fitting({ services }: ActionData) {
  const known = new Map<string, boolean>();
  return ({ name, resourceTypes }: ActionDetails, pattern: string): boolean => {
    if (resourceTypes.length === 0) return /^[*?]*\*[*?]*$/.test(pattern);
    const types = services.get(name.split(':')[0] ?? '')?.resourceTypes ?? new Map<string, string>();
    return resourceTypes.some((type) => {
      const format = types.get(type);
      if (format === undefined) return true;
      const key = `${format} ${pattern}`;
      const answer = known.get(key) ?? meets(format, pattern, [...types.values()]);
      known.set(key, answer);
      return answer;
    });
  };
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
