import { concurrencyFinding, publicAccessFinding, tokensFinding } from './accountFindings.ts';
import type { AccountAnswers } from './accountAnswers.ts';
import type { Finding } from './finding.ts';
import type { Planned } from './planned.ts';
import { bucketFinding, tableFinding } from './keptFindings.ts';
import { stackFinding } from './stackFinding.ts';

/** Returns what the answers of the account mean for the deploy, in the order in which the deploy needs them. */
export function findingsOf(planned: Planned, answers: AccountAnswers): readonly Finding[] {
  return [
    stackFinding(planned.place, answers),
    tableFinding(planned, answers),
    bucketFinding(planned, answers),
    publicAccessFinding(planned, answers),
    concurrencyFinding(planned, answers),
    ...(planned.hasTokensInSsm ? [tokensFinding(planned, answers)] : []),
  ];
}

/** Returns a finding as a line for a terminal. */
export function lineOf({ level, subject, text }: Finding): string {
  const words = { ok: 'ok', note: 'note', unknown: 'not checked', refused: 'REFUSED' } as const;
  return `${words[level].padEnd(11)} ${subject}: ${text}`;
}
