import {
  runSimulation,
  runUnsafeSimulation,
  type EvaluationResult,
  type RequestAnalysis,
  type Simulation,
} from '@cloud-copilot/iam-simulate';
import type { ParsedQuestion, Policy, Verdict } from './question.ts';

/**
 * In the library's Strict mode, a condition on a key that the request does not have is not met. In its other mode it
 * would be met.
 */
const strict = { simulationMode: 'Strict' } as const;

/**
 * Merges session policies into one document, because together they allow what any of them allows, like identity-based
 * policies.
 */
function merged(policies: readonly Policy[]): unknown {
  if (policies.length === 0) return undefined;
  return { Version: '2012-10-17', Statement: policies.flatMap(({ document }) => document.Statement) };
}

function named(policies: readonly Policy[]): { name: string; policy: unknown }[] {
  return policies.map(({ document }, index) => ({ name: String(index), policy: document }));
}

/**
 * Takes the place of a boundary whose policy does not exist, because such a boundary allows nothing. The library treats
 * an empty list of boundaries as if the principal had no boundary.
 */
const missingBoundary = {
  name: 'missing',
  policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'none:None', Resource: '*' }] },
};

function boundariesOf(boundary: readonly Policy[]): { name: string; policy: unknown }[] {
  return boundary.length === 0 ? [missingBoundary] : named(boundary);
}

/**
 * Returns the reason of a denial. AWS names one kind of policy: an explicit deny takes precedence over a missing allow,
 * and among these the first kind in the order of evaluation.
 * Source: IAM User Guide, "Troubleshoot access denied error messages" and "Policy evaluation logic".
 */
function reasonOf(analysis: RequestAnalysis, action: string): string {
  const kinds = [
    { result: analysis.identityAnalysis?.result, name: 'identity-based policy', article: 'an' },
    { result: analysis.permissionBoundaryAnalysis?.result, name: 'permissions boundary', article: 'a' },
    { result: analysis.sessionAnalysis?.result, name: 'session policy', article: 'a' },
  ];
  const denying = kinds.find((kind) => kind.result === 'ExplicitlyDenied');
  if (denying) return ` with an explicit deny in ${denying.article} ${denying.name}`;
  const notAllowing = kinds.find((kind) => kind.result === 'ImplicitlyDenied');
  return notAllowing ? ` because no ${notAllowing.name} allows the ${action} action` : '';
}

function simulationOf(question: ParsedQuestion): Simulation {
  return {
    request: {
      principal: question.principalArn,
      action: question.action,
      resource: { resource: question.resource, accountId: question.resourceAccountId },
      contextVariables: Object.fromEntries(
        Object.entries(question.context).map(([key, value]) => [key, typeof value === 'string' ? value : [...value]]),
      ),
    },
    identityPolicies: named(question.identity),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    sessionPolicy: merged(question.session),
    resourcePolicy: question.trust,
    ...(question.boundary && { permissionBoundaryPolicies: boundariesOf(question.boundary) }),
  };
}

/**
 * Evaluates the policies of a question.
 * @throws if the action does not exist, if the resource is not one of its resources, or if a policy is not valid.
 */
export async function evaluate(question: ParsedQuestion): Promise<Verdict> {
  const result = await runSimulation(simulationOf(question), strict);
  if (result.resultType === 'error')
    throw new Error(`${question.action} on ${question.resource}: ${JSON.stringify(result.errors)}`);
  const allowed = result.overallResult === 'Allowed';
  if (allowed || result.resultType === 'wildcard') return { allowed, reason: '' };
  return { allowed, reason: reasonOf(result.result.analysis, question.action) };
}

/**
 * Evaluates the policies as `evaluate` does, but checks neither the action nor the resource nor the policies again. For
 * most calls that are allowed, this takes a fraction of the time, because the library's check compares each resource
 * with the patterns of all resource types, character by character.
 */
export async function evaluateChecked(question: ParsedQuestion): Promise<Verdict> {
  const { session, context, resource, trust } = question;
  // Without its check, the library knows neither which condition keys an action supports nor which resources a wildcard
  // matches. So questions with one of these, or with a trust policy, are evaluated with the check.
  const isPlain = trust === undefined && Object.keys(context).length === 0 && !/[*?]/.test(resource);
  if (!isPlain || simulateAction({ ...question, session: [] }) !== 'Allowed') return evaluate(question);
  // The evaluation without the check ignores session policies. So they are evaluated by themselves: like a boundary,
  // they limit the session to what they allow.
  const sessionAllows =
    session.length === 0 ||
    simulateAction({ ...question, identity: session, boundary: undefined, session: [] }) === 'Allowed';
  return sessionAllows ? { allowed: true, reason: '' } : evaluate(question);
}

/** Evaluates the policies for SimulatePrincipalPolicy: the action may not exist or may not support the resource. */
export function simulateAction(question: ParsedQuestion): EvaluationResult {
  return runUnsafeSimulation(simulationOf(question), strict);
}
