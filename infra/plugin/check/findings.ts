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
