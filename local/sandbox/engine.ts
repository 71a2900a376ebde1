import { createHash } from 'node:crypto';
import { evaluate, evaluateChecked } from './evaluate.ts';
import type { ParsedQuestion, Question, Verdict } from './question.ts';
import { reducedQuestion, wholeQuestion } from './reducedQuestion.ts';

const maxDecisions = 2_000;
const maxChecked = 2_000;

/** Decides by policies what a principal may do, and caches the decisions. */
export interface Engine {
  decide(question: Question): Promise<Verdict>;
}

/**
 * The two ways to evaluate a question. `evaluate` also checks that its policies are valid and that its action supports
 * its resource. `evaluateChecked` skips this check, which is faster.
 */
export interface Evaluators {
  readonly evaluate: (question: ParsedQuestion) => Promise<Verdict>;
  readonly evaluateChecked: (question: ParsedQuestion) => Promise<Verdict>;
}

/**
 * Returns a text that identifies the question: two different questions have different texts. It does not escape the
 * documents as JSON would, because they are long.
 */
function textOf({ identity, boundary, session, ...rest }: ParsedQuestion): string {
  const texts = [...identity, ...(boundary ?? []), ...session].map(({ text }) => text);
  // A caller without a boundary and one with an empty boundary are different questions.
  const counts = [identity.length, boundary?.length ?? 'none', ...texts.map(({ length }) => length)];
  return [counts.join(' '), ...texts, JSON.stringify(rest)].join('\n');
}

/**
 * Returns the action and the type of its resource: the ARN without the account and without everything after the
 * resource type. Whether an action supports a resource depends only on these two.
 */
function kindOf({ action, resource }: Question): string {
  const type = resource.slice(0, resource.indexOf('/') + 1);
  return `${action} ${(type === '' ? resource : type).replace(/:\d{12}:/, '::')}`;
}

/**
 * Returns the parts of a question that have to be valid: the action with its resource type, and each policy document.
 */
function partsToCheck(question: Question): readonly string[] {
  const { identity, boundary = [], session } = question;
  return [kindOf(question), ...[...identity, ...boundary].map(({ document }) => document), ...session];
}

/** Returns an engine with an empty cache. */
export function createEngine({ evaluate, evaluateChecked }: Evaluators): Engine {
  const decisions = new Map<string, Verdict>();
  /** The parts that were checked and found valid: policy documents, and actions with a resource type. */
  const checked = new Set<string>();

  const check = async (question: Question): Promise<Verdict> => {
    const verdict = await evaluate(wholeQuestion(question));
    if (checked.size >= maxChecked) checked.clear();
    for (const part of partsToCheck(question)) checked.add(part);
    return verdict;
  };

  return {
    decide: async (question) => {
      const reduced = reducedQuestion(question);
      // The policies have several kilobytes, so the cache has only a digest of the question.
      const key = createHash('sha256').update(textOf(reduced)).digest('base64');
      // The reduced question lacks some statements, which may not be valid. So a cached decision is used only if the
      // whole documents were checked before.
      const isValid = partsToCheck(question).every((part) => checked.has(part));
      const known = isValid ? decisions.get(key) : undefined;
      if (known !== undefined) return known;
      const verdict = await (isValid ? evaluateChecked(reduced) : check(question));
      if (decisions.size >= maxDecisions) decisions.clear();
      decisions.set(key, verdict);
      return verdict;
    },
  };
}

const engine = createEngine({ evaluate, evaluateChecked });

/**
 * Evaluates the policies and caches the decision. If a policy, or the action with this resource type, occurs for the
 * first time, evaluates the whole question, because that also checks whether they are valid. Otherwise evaluates the
 * reduced question, which has the same decision.
 */
export const decide = (question: Question): Promise<Verdict> => engine.decide(question);
