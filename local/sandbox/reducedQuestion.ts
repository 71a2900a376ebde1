import type { Context } from './operation.ts';
import { policyFor, wholePolicy } from './policyParts.ts';
import type { ParsedQuestion, Policy, Question } from './question.ts';

/** Returns the question with all statements of its documents and all its condition keys. */
export function wholeQuestion(question: Question): ParsedQuestion {
  return parsedWith(question, wholePolicy);
}

/**
 * Returns a smaller question that has the same decision: without the statements about other actions, and without the
 * condition keys that no statement mentions. So calls that differ only in condition keys that no policy mentions, such
 * as the time or the session name, have the same reduced question.
 */
export function reducedQuestion(question: Question): ParsedQuestion {
  const { action } = question;
  const reduced = parsedWith(question, (text) => policyFor(action, text));
  const { identity, boundary = [], session, trust } = reduced;
  const texts = [...identity, ...boundary, ...session].map(({ text }) => text);
  if (trust !== undefined) texts.push(JSON.stringify(trust));
  return { ...reduced, context: mentioned(question.context, texts) };
}

function parsedWith(question: Question, parse: (text: string) => Policy): ParsedQuestion {
  return {
    ...question,
    identity: question.identity.map(({ document }) => parse(document)),
    boundary: question.boundary?.map(({ document }) => parse(document)),
    session: question.session.map(parse),
  };
}

/** Returns the condition keys that one of the texts contains: in a condition, or as a variable such as `${aws:userid}`. */
function mentioned(context: Context, texts: readonly string[]): Context {
  const lower = texts.join('\n').toLowerCase();
  return Object.fromEntries(
    Object.entries(context).filter(([key]) => lower.includes(JSON.stringify(key).slice(1, -1).toLowerCase())),
  );
}
