import { assert, asyncProperty } from 'fast-check';
import { createEngine, decide } from '../../../local/sandbox/engine.ts';
import { evaluate } from '../../../local/sandbox/evaluate.ts';
import type { ParsedQuestion, Question } from '../../../local/sandbox/question.ts';
import { wholeQuestion } from '../../../local/sandbox/reducedQuestion.ts';
import { iamQuestion } from '../../support/iamQuestions.ts';

const arn = 'arn:aws:iam::111122223333';

function policy(...statements: readonly object[]): string {
  const Statement = statements.map((statement) => ({ Effect: 'Allow', Resource: '*', ...statement }));
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

function question(given: Partial<Question>): Question {
  return {
    principalArn: 'arn:aws:sts::111122223333:assumed-role/role/one',
    action: 'iam:GetUser',
    resource: `${arn}:user/alice`,
    resourceAccountId: '111122223333',
    context: {},
    identity: [{ name: 'role', document: policy({ Action: 'iam:GetUser' }, { Action: 'iam:CreateUser' }) }],
    boundary: undefined,
    session: [],
    ...given,
  };
}

/**
 * Returns an engine, and its evaluations: `checks` with a check of the policies and the action, and `others` without
 * one.
 */
function counted() {
  const asked: { readonly checks: ParsedQuestion[]; readonly others: ParsedQuestion[] } = { checks: [], others: [] };
  const into = (list: ParsedQuestion[]) => (given: ParsedQuestion) => {
    list.push(given);
    return Promise.resolve({ allowed: true, reason: '' });
  };
  return { asked, engine: createEngine({ evaluate: into(asked.checks), evaluateChecked: into(asked.others) }) };
}

test('the decision on a reduced question is the same as that on the whole question', async () => {
  await assert(
    asyncProperty(iamQuestion(), async (generated) => {
      const expected = await evaluate(wholeQuestion(generated));
      // The first call makes the engine check the policies and the action, so that the second one is evaluated without
      // the check.
      await decide({ ...generated, resource: generated.resource.replace(/alice|bob/, 'carol') });
      expect(await decide(generated)).toEqual(expected);
    }),
    { numRuns: 150 },
  );
});

test('a second call with the same action and resource type is evaluated without a check, with the statements about its action', async () => {
  const { asked, engine } = counted();
  await engine.decide(question({ resource: `${arn}:user/latchkey/alice` }));
  await engine.decide(question({ resource: `${arn}:user/latchkey/bob` }));
  const statements = ({ identity }: ParsedQuestion) => identity.map(({ document }) => document.Statement.length);
  expect(asked.checks.map(statements)).toEqual([[2]]);
  expect(asked.others.map(statements)).toEqual([[1]]);
});

test.each<[string, Partial<Question>]>([
  ['an action', { action: 'iam:CreateUser' }],
  ['a kind of resource', { resource: `${arn}:group/admins` }],
  ['a policy', { identity: [{ name: 'role', document: policy({ Action: 'iam:*' }) }] }],
  ['a boundary', { boundary: [{ name: 'b', document: policy({ Action: 'iam:Get*' }) }] }],
  ['a session policy', { session: [policy({ Action: 'iam:Get*' })] }],
])('%s that occurs for the first time is checked', async (_, given) => {
  const { asked, engine } = counted();
  await engine.decide(question({}));
  await engine.decide(question(given));
  expect(asked.checks).toHaveLength(2);
});

test('calls that differ only in condition keys that no policy mentions are evaluated once', async () => {
  const { asked, engine } = counted();
  for (const time of ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z'])
    await engine.decide(question({ context: { 'aws:CurrentTime': time, 'sts:RoleSessionName': time } }));
  expect([...asked.checks, ...asked.others]).toHaveLength(1);
});

test.each([
  ['in a condition', policy({ Action: 'iam:*', Condition: { Bool: { 'AWS:currenttime': 'x' } } })],
  ['as a variable', policy({ Action: 'iam:*', Resource: `${arn}:user/\${aws:CurrentTime}` })],
])('calls that differ in a condition key that a policy mentions %s are evaluated separately', async (_, document) => {
  const { asked, engine } = counted();
  const identity = [{ name: 'role', document }];
  await engine.decide(question({ identity, context: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } }));
  await engine.decide(question({ identity, context: { 'aws:CurrentTime': '2026-01-02T00:00:00Z' } }));
  expect([...asked.checks, ...asked.others]).toHaveLength(2);
});

test.each<[string, Partial<Question>, string]>([
  ['an action that does not exist', { action: 'iam:Nothing' }, 'invalid.action'],
  ['a resource that the action does not have', { resource: `${arn}:group/admins` }, 'no.resource.types'],
  ['a policy that is not valid', { identity: [{ name: 'bad', document: '{"Statement":[{}]}' }] }, 'policy.errors'],
])('%s is an error', async (_, given, message) => {
  await expect(decide(question(given))).rejects.toThrow(message);
});

test('every call with an invalid policy fails, and a call with a valid policy that has the same statement about the action does not', async () => {
  const read = { Effect: 'Allow', Action: 'iam:GetUser', Resource: '*' };
  const identity = (...others: readonly object[]) => [{ name: 'role', document: policy(read, ...others) }];
  const given = { resource: `${arn}:user/dave`, principalArn: 'arn:aws:sts::111122223333:assumed-role/role/dave' };
  const invalid = question({ ...given, identity: identity({ Action: 'iam:Create:User' }) });
  const valid = question({ ...given, identity: identity({ Action: 'iam:CreateUser' }) });
  await expect(decide(invalid)).rejects.toThrow('policy.errors');
  expect(await decide(valid)).toEqual({ allowed: true, reason: '' });
  await expect(decide(invalid)).rejects.toThrow('policy.errors');
});

test('a boundary that does not exist allows nothing', async () => {
  const reason = ' because no permissions boundary allows the iam:GetUser action';
  expect(await decide(question({ boundary: [] }))).toEqual({ allowed: false, reason });
});
