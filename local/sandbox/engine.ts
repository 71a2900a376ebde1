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

/** How a question is evaluated: with a check of its policies and its kind of call, and without, which is faster. */
export interface Evaluators {
  readonly evaluate: (question: ParsedQuestion) => Promise<Verdict>;
  readonly evaluateChecked: (question: ParsedQuestion) => Promise<Verdict>;
}

/** Returns a text that is the same only for the same question. It does not escape the documents, which are long. */
function textOf({ identity, boundary, session, ...rest }: ParsedQuestion): string {
  const texts = [...identity, ...(boundary ?? []), ...session].map(({ text }) => text);
  // A caller without a boundary and one with an empty boundary are different questions.
  const counts = [identity.length, boundary?.length ?? 'none', ...texts.map(({ length }) => length)];
  return [counts.join(' '), ...texts, JSON.stringify(rest)].join('\n');
}

/**
 * Returns the action and the kind of its resource: the ARN without the account and without everything after the type.
 * They decide whether the action has such a resource.
 */
function kindOf({ action, resource }: Question): string {
  const type = resource.slice(0, resource.indexOf('/') + 1);
  return `${action} ${(type === '' ? resource : type).replace(/:\d{12}:/, '::')}`;
}

/** Returns what has to be valid in a question. */
function whatIsChecked(question: Question): readonly string[] {
  const { identity, boundary = [], session } = question;
  return [kindOf(question), ...[...identity, ...boundary].map(({ document }) => document), ...session];
}

/** Returns an engine that has decided nothing. */
export function createEngine({ evaluate, evaluateChecked }: Evaluators): Engine {
  const decisions = new Map<string, Verdict>();
  /** What was found valid: policy documents, and actions with a kind of resource. */
  const checked = new Set<string>();

  const check = async (question: Question): Promise<Verdict> => {
    const verdict = await evaluate(wholeQuestion(question));
    if (checked.size >= maxChecked) checked.clear();
    for (const thing of whatIsChecked(question)) checked.add(thing);
    return verdict;
  };

  return {
    decide: async (question) => {
      const reduced = reducedQuestion(question);
      // The policies have several kilobytes, so the cache has only a digest of the question.
      const key = createHash('sha256').update(textOf(reduced)).digest('base64');
      // A cached decision says nothing about what was left out of the question, which may not be valid.
      const isValid = whatIsChecked(question).every((thing) => checked.has(thing));
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
 * Evaluates the policies and caches the decision. If one of the policies or the kind of call is new, evaluates the whole
 * question, because that checks them. Otherwise evaluates the reduced one, on which the decision depends alone.
 */
export const decide = (question: Question): Promise<Verdict> => engine.decide(question);
