import {
  runSimulation,
  runUnsafeSimulation,
  type EvaluationResult,
  type RequestAnalysis,
  type Simulation,
} from '@cloud-copilot/iam-simulate';
import * as z from 'zod/mini';
import type { NamedDocument } from './iam/findPolicy.ts';
import type { Context } from './operation.ts';

/** One question to the policy engine: may this principal do this to that. */
export interface Question {
  readonly principalArn: string;
  readonly action: string;
  readonly resource: string;
  readonly resourceAccountId: string;
  readonly context: Context;
  readonly identity: readonly NamedDocument[];
  readonly boundary: readonly NamedDocument[] | undefined;
  readonly session: readonly string[];
  /** A role's trust policy, as an object. */
  readonly trust?: unknown;
}

export interface Verdict {
  readonly allowed: boolean;
  /** The end of AWS's AccessDenied sentence; empty where AWS says no more. */
  readonly reason: string;
}

const documentSchema = z.looseObject({ Statement: z.unknown() });

function parse(document: string): z.infer<typeof documentSchema> {
  return documentSchema.parse(JSON.parse(document));
}

/** Several session policies allow what any of them allows, like identity policies: one document with all statements. */
function merged(documents: readonly string[]): unknown {
  if (documents.length === 0) return undefined;
  return { Version: '2012-10-17', Statement: documents.flatMap((document) => parse(document).Statement) };
}

function named(documents: readonly NamedDocument[]): { name: string; policy: unknown }[] {
  return documents.map(({ name, document }, index) => ({ name: `${String(index)} ${name}`, policy: parse(document) }));
}

/**
 * AWS names one kind of policy: an explicit deny before a missing allow, and of these the first in the order it evaluates.
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
  const silent = kinds.find((kind) => kind.result === 'ImplicitlyDenied');
  return silent ? ` because no ${silent.name} allows the ${action} action` : '';
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

async function judge(question: Question): Promise<Verdict> {
  // Strict: without it a condition on a key that the request lacks would count as met.
  const result = await runSimulation(simulationOf(question), { simulationMode: 'Strict' });
  if (result.resultType === 'error')
    throw new Error(`${question.action} on ${question.resource}: ${JSON.stringify(result.errors)}`);
  const allowed = result.overallResult === 'Allowed';
  if (allowed || result.resultType === 'wildcard') return { allowed, reason: '' };
  return { allowed, reason: reasonOf(result.result.analysis, question.action) };
}

const remembered = new Map<string, Promise<Verdict>>();
const rememberedMost = 2_000;

/** Decides, and remembers the decision: a question carries all that the answer depends on. */
export async function decide(question: Question): Promise<Verdict> {
  const key = JSON.stringify(question);
  const known = remembered.get(key);
  if (known) return known;
  const verdict = judge(question);
  if (remembered.size >= rememberedMost) remembered.clear();
  remembered.set(key, verdict);
  return verdict;
}

/** What the policies say to an action that may not exist, on a resource that may not fit it: for SimulatePrincipalPolicy. */
export function suppose(question: Question): EvaluationResult {
  return runUnsafeSimulation(simulationOf(question), { simulationMode: 'Strict' });
}
