import type { Answers } from '../../authoring/import/find/answers.ts';
import { readSet } from '../../authoring/import/find/answers.ts';
import type { OpenQuestion } from '../../authoring/import/find/findings.ts';
import type { Questions } from '../context.ts';

/**
 * Asks a person what texts of a policy stand for. Returns the answers so far and the new ones. Undefined if a question
 * cannot be answered here, such as what the guide leaves out.
 */
export async function askOpen(
  questions: Questions,
  open: readonly OpenQuestion[],
  before: Answers,
): Promise<Answers | undefined> {
  let answers = before;
  for (const { text, question, remedy } of open) {
    if (!remedy.includes('--set')) return undefined;
    const isKnown = [...answers.set, ...answers.literal].some((each) => each.text === text);
    if (isKnown) return undefined;
    const answer = await questions.text(`${text}: ${question} A name for a parameter, accountId, or "stays"`, 'stays');
    const set = answer === 'stays' ? undefined : readSet(`${answer}=${text}`);
    answers =
      set === undefined
        ? { ...answers, literal: [...answers.literal, { text, value: text }] }
        : { ...answers, set: [...answers.set, set] };
  }
  return answers;
}
