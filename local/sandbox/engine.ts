import {
  runSimulation,
  runUnsafeSimulation,
  type EvaluationResult,
  type RequestAnalysis,
  type Simulation,
} from '@cloud-copilot/iam-simulate';
import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { NamedDocument } from './iam/findPolicy.ts';
import type { Context } from './operation.ts';

/** The input of a policy decision: may this principal perform this action on this resource? */
export interface Question {
  readonly principalArn: string;
  readonly action: string;
  readonly resource: string;
  readonly resourceAccountId: string;
  readonly context: Context;
  readonly identity: readonly NamedDocument[];
  readonly boundary: readonly NamedDocument[] | undefined;
  readonly session: readonly string[];
  /** The trust policy of a role, as an object. */
  readonly trust?: unknown;
}

/** The result of a policy decision. */
export interface Verdict {
  readonly allowed: boolean;
  /** The end of AWS's AccessDenied message. Empty if AWS gives no reason. */
  readonly reason: string;
}

const documentSchema = z.looseObject({ Statement: z.unknown() });

function parse(document: string): z.infer<typeof documentSchema> {
  return documentSchema.parse(JSON.parse(document));
}

/**
 * Merges session policies into one document, because together they allow what any of them allows, like identity-based
 * policies.
 */
function merged(documents: readonly string[]): unknown {
  if (documents.length === 0) return undefined;
  return { Version: '2012-10-17', Statement: documents.flatMap((document) => parse(document).Statement) };
}

function named(documents: readonly NamedDocument[]): { name: string; policy: unknown }[] {
  return documents.map(({ name, document }, index) => ({ name: `${String(index)} ${name}`, policy: parse(document) }));
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

function simulationOf(question: Question): Simulation {
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
    ...(question.boundary && { permissionBoundaryPolicies: named(question.boundary) }),
  };
}

async function evaluate(question: Question): Promise<Verdict> {
  // In Strict mode a condition on a key that the request does not have is not met. In the other mode it would be.
  const result = await runSimulation(simulationOf(question), { simulationMode: 'Strict' });
  if (result.resultType === 'error')
    throw new Error(`${question.action} on ${question.resource}: ${JSON.stringify(result.errors)}`);
  const allowed = result.overallResult === 'Allowed';
  if (allowed || result.resultType === 'wildcard') return { allowed, reason: '' };
  return { allowed, reason: reasonOf(result.result.analysis, question.action) };
}

const decisions = new Map<string, Promise<Verdict>>();
const maxDecisions = 2_000;

/** Returns a text that is the same only for the same question. It does not escape the documents, which are long. */
function textOf({ identity, boundary, session, ...rest }: Question): string {
  const named = [...identity, ...(boundary ?? [])].flatMap(({ name, document }) => [name, document]);
  const texts = [...named, ...session];
  // A caller without a boundary and one with an empty boundary are different questions.
  const counts = [identity.length, boundary?.length ?? 'none', ...texts.map(({ length }) => length)];
  return [counts.join(' '), ...texts, JSON.stringify(rest)].join('\n');
}

/**
 * Evaluates the policies and caches the decision. A question contains everything that the decision depends on. Its
 * policies have several kilobytes, so the cache has only a digest of it.
 */
export async function decide(question: Question): Promise<Verdict> {
  const key = createHash('sha256').update(textOf(question)).digest('base64');
  const known = decisions.get(key);
  if (known) return known;
  const verdict = evaluate(question);
  if (decisions.size >= maxDecisions) decisions.clear();
  decisions.set(key, verdict);
  return verdict;
}

/** Evaluates the policies for SimulatePrincipalPolicy: the action may not exist or may not support the resource. */
export function simulateAction(question: Question): EvaluationResult {
  return runUnsafeSimulation(simulationOf(question), { simulationMode: 'Strict' });
}
