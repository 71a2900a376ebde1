import type { ImportRequest } from '../../authoring/import/importGuide.ts';
import { readSet } from '../../authoring/import/find/answers.ts';
import type { OpenQuestion } from '../../authoring/import/find/findings.ts';
import type { Questions } from '../context.ts';

type Said = Pick<ImportRequest, 'answers' | 'allowedEscalations'>;

/**
 * Asks a person what texts of a policy stand for, and which escalation methods are intended. Returns what was said so
 * far and now. Undefined if a question cannot be answered here, such as what the guide leaves out.
 */
export async function askOpen(
  questions: Questions,
  open: readonly OpenQuestion[],
  { answers: before, allowedEscalations: allowedBefore }: Said,
): Promise<Said | undefined> {
  let answers = before;
  let allowedEscalations = allowedBefore;
  for (const { text, question, remedy, escalation } of open) {
    if (escalation !== undefined) {
      if (!(await questions.confirm(`${escalation}: ${question} Is that intended? A note will tell tenants`)))
        return undefined;
      allowedEscalations = [...allowedEscalations, escalation];
      continue;
    }
    if (!remedy.includes('--set')) return undefined;
    const isKnown = [...answers.set, ...answers.literal].some((each) => each.text === text);
    if (isKnown) return undefined;
    const answer = await questions.text(
      `${text}: ${question} Write a name for a parameter, accountId, or "stays"`,
      'stays',
    );
    const set = answer === 'stays' ? undefined : readSet(`${answer}=${text}`);
    answers =
      set === undefined
        ? { ...answers, literal: [...answers.literal, { text, value: text }] }
        : { ...answers, set: [...answers.set, set] };
  }
  return { answers, allowedEscalations };
}
