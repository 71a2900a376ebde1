import type { Place } from '../place.ts';
import type { AccountAnswers } from './accountAnswers.ts';
import { judged, type Finding, type Judgement } from './finding.ts';

/** Returns whether the stack is in a status from which it can be deployed. */
export function stackFinding({ namespace, region }: Place, { stack }: AccountAnswers): Finding {
  return judged(`the stack ${namespace}`, stack, (status) => judge(status, (verb) => command(verb, namespace, region)));
}

/**
 * Judges a status (CloudFormation User Guide, "Understand CloudFormation stack creation events" and "Stack status codes").
 *
 * @param run returns the command for this stack
 */
function judge(status: string | undefined, run: (verb: string) => string): Judgement {
  if (status === undefined) return { level: 'ok', text: 'There is none yet. The deploy creates it.' };
  if (status.endsWith('_IN_PROGRESS') && status !== 'REVIEW_IN_PROGRESS')
    return { level: 'refused', text: `It is ${status}: somebody else is changing it. Wait until that has ended.` };
  switch (status) {
    case 'UPDATE_ROLLBACK_FAILED':
      return {
        level: 'refused',
        text: `It is ${status}: a rollback stopped halfway. Its events say why. Remove the cause, then run ${run('continue-update-rollback')}, and deploy when the status is UPDATE_ROLLBACK_COMPLETE.`,
      };
    case 'REVIEW_IN_PROGRESS':
    case 'ROLLBACK_COMPLETE':
    case 'ROLLBACK_FAILED':
    case 'CREATE_FAILED':
    case 'DELETE_FAILED':
      return {
        level: 'refused',
        text: `It is ${status}: it was never created completely, or not deleted completely, and cannot be updated. Run ${run('delete-stack')}, then deploy. The table and the bucket remain if they have been in use, and the deploy takes them up.`,
      };
    default:
      return { level: 'ok', text: `It is ${status}. The deploy updates it.` };
  }
}

const command = (verb: string, namespace: string, region: string) =>
  `aws cloudformation ${verb} --region ${region} --stack-name ${namespace}`;
