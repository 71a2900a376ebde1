import { loadCheckDeps } from '../../../authoring/check/loadCheckDeps.ts';
import { noteProblems } from '../../../authoring/check/noteProblems.ts';
import { withStatements } from '../../support/honest.ts';

const methods = async (action: string, note: string) => {
  const blueprint = { ...withStatements([{ Effect: 'Allow', Action: action, Resource: '*' }]), notes: [note] };
  return noteProblems(blueprint, await loadCheckDeps([blueprint])).length;
};

test.each([
  { action: 'iam:PutUserPolicy', note: 'It needs iam:PutUserPolicy for its users.', problems: 0 },
  { action: 'iam:PutUserPolicy', note: 'It needs iam:Put* for its users.', problems: 0 },
  { action: 'iam:PutUserPolicy', note: 'PutUserPolicy works with the keys.', problems: 0 },
  { action: 'iam:PutUserPolicy', note: 'It needs iam:PutUserPolicyX.', problems: 1 },
  { action: 'iam:PutUserPolicy', note: 'It may do bad things.', problems: 1 },
  { action: '*', note: 'The keys may do everything.', problems: 0 },
  { action: '*', note: 'It needs iam:PassRole.', problems: 1 },
])('of $action, the note "$note" leaves $problems unsaid', async ({ action, note, problems }) => {
  expect(await methods(action, note)).toBe(problems);
});
