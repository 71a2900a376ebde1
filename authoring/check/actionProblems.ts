import type { Blueprint } from '../../catalog/blueprint.ts';
import { actionsLike, type ActionData } from '../policy/actionData.ts';
import type { BlueprintProblem } from '../problem.ts';
import { nearest } from '../read/nearest.ts';
import { textsOf, writtenStatements } from './writtenStatements.ts';

/**
 * Returns a problem for each action that AWS does not have, and for each pattern that matches none. IAM accepts them, and
 * they have no effect. IAM Access Analyzer calls them errors (INVALID_ACTION, INVALID_SERVICE_IN_ACTION in the IAM User
 * Guide's "IAM policy validation check reference"), and so does this check. In a permissions boundary they are warnings:
 * AWS's own managed policies, which boundaries copy, contain some.
 */
export function actionProblems(blueprint: Blueprint, actions: ActionData): readonly BlueprintProblem[] {
  return writtenStatements(blueprint).flatMap((written) => {
    const severity = written.isBoundary ? ('warning' as const) : ('error' as const);
    return (['Action', 'NotAction'] as const).flatMap((element) =>
      textsOf(written, element).flatMap(({ text, path }) => {
        const wrong = wrongAction(text, actions);
        return wrong === undefined ? [] : [{ severity, ...wrong, path }];
      }),
    );
  });
}

type Wrong = Pick<BlueprintProblem, 'problem' | 'remedy'> & Partial<Pick<BlueprintProblem, 'severity'>>;

function wrongAction(text: string, actions: ActionData): Wrong | undefined {
  if (text === '*') return undefined;
  const [service = '', ...more] = text.split(':');
  const name = more.join(':');
  if (name !== '' && /[*?]/.test(service)) {
    // IAM refuses the whole document, also that of a boundary.
    const problem = `"${text}" has a wildcard in the service, which IAM refuses`;
    return { problem, remedy: 'Name each service.', severity: 'error' };
  }
  if (actionsLike(actions, text).length > 0) return undefined;
  if (name === '') {
    return { problem: `"${text}" is not an action`, remedy: 'Write service:Action, such as s3:GetObject.' };
  }
  if (!actions.serviceNames.includes(service.toLowerCase())) {
    const known = nearest(service, actions.serviceNames);
    return {
      problem: `AWS has no service with the prefix "${service}", which "${text}" names`,
      remedy: known === undefined ? elsewhere(service) : `Did you mean "${known}:${name}"?`,
    };
  }
  if (/[*?]/.test(name)) {
    return {
      problem: `no action of AWS matches "${text}"`,
      remedy: `Take it out, or look for the actions of ${service} in the Service Authorization Reference.`,
    };
  }
  const [likely] = likelyActions(service.toLowerCase(), name, actions);
  return {
    problem: `AWS has no action "${text}"`,
    remedy:
      likely === undefined
        ? 'Take it out: IAM accepts it, and it allows nothing.'
        : `Did you mean "${likely}"? If not, take it out: IAM accepts it, and it allows nothing.`,
  };
}

function likelyActions(service: string, name: string, { services }: ActionData): readonly string[] {
  const all = [...(services.get(service)?.actions.values() ?? [])].map((action) => action.name);
  const similar = nearest(`${service}:${name}`, all);
  const longer = all.filter((each) => each.toLowerCase().startsWith(`${service}:${name.toLowerCase()}`));
  return [...(similar === undefined ? [] : [similar]), ...longer];
}

function elsewhere(service: string): string {
  return `Look for ${service} in the Service Authorization Reference, where each service is listed with its prefix.`;
}
