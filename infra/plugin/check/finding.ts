import type { Answer } from './accountAnswers.ts';

/** The result of one check. */
export interface Finding extends Judgement {
  /** What was checked. */
  readonly subject: string;
}

export interface Judgement {
  /**
   * `ok`: the deploy can work. `note`: it can work, and somebody should know this. `unknown`: the account did not answer.
   * `refused`: the deploy would fail, or tenants could not use it.
   */
  readonly level: 'ok' | 'note' | 'unknown' | 'refused';
  /** Sentences: what was found, and what to do. */
  readonly text: string;
}

/** Returns the finding for an answer: what `judge` makes of the value, or that the account did not answer. */
export function judged<T>(subject: string, answer: Answer<T>, judge: (value: T) => Judgement): Finding {
  if ('value' in answer) return { subject, ...judge(answer.value) };
  const text = `This could not be checked, so nothing follows from it. AWS answered: ${answer.refusal}`;
  return { subject, level: 'unknown', text };
}

/** Returns a finding as a line for a terminal. */
export function lineOf({ level, subject, text }: Finding): string {
  const words = { ok: 'ok', note: 'note', unknown: 'not checked', refused: 'REFUSED' } as const;
  return `${words[level].padEnd(11)} ${subject}: ${text}`;
}
