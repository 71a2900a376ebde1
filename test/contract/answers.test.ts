import { complaintsAbout, type Answered } from './answers.ts';
import { operations } from './operations.ts';
import { noFaults, type Request } from './request.ts';

const operation = operations.find(({ id }) => id === 'health');
const create = operations.find(({ id }) => id === 'createOnboarding');
const update = operations.find(({ id }) => id === 'updateOnboarding');
const stop = operations.find(({ id }) => id === 'stopRequests');

const request: Request = {
  operation,
  method: 'GET',
  path: {},
  target: '/v1/health',
  search: '',
  headers: [],
  body: Buffer.alloc(0),
  oddities: [],
  isUnauthorized: false,
  faults: noFaults,
};
const answer = {
  status: 200,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  text: JSON.stringify({ status: 'ok', auth: 'token', operatorsRotate: false }),
};
const problem = (status: number, slug: string, more: object = {}) => ({
  status,
  headers: { 'content-type': 'application/problem+json' },
  text: JSON.stringify({
    type: `urn:latchkey:problem:${slug}`,
    title: 'x',
    status,
    detail: 'x',
    retryable: true,
    ...more,
  }),
});
const late = problem(503, 'out-of-time', { detail: 'AWS answered iam:GetUser with InvalidClientTokenId: x' });
const right: Answered = { request, operation, answer, faults: [], onRecord: undefined };
const failed: Answered = { ...right, answer: problem(500, 'internal-error') };
const stopped = {
  ...answer,
  text: JSON.stringify({ scope: 'all', reason: 'x', by: 'x', since: '2026-01-01T00:00:00.000Z' }),
};

test.each<{ of: string; answered: Answered; complaint: RegExp | undefined }>([
  { of: 'an answer as the contract has it', answered: right, complaint: undefined },
  {
    of: 'a member that is not documented',
    answered: { ...right, answer: { ...answer, text: JSON.stringify({ status: 'ok', auth: 'token', region: 'x' }) } },
    complaint: /not valid for components schemas Health/,
  },
  { of: 'another status', answered: { ...right, answer: { ...answer, status: 201 } }, complaint: /no status 201/ },
  {
    of: 'another header',
    answered: { ...right, answer: { ...answer, headers: { ...answer.headers, 'x-trace': '1' } } },
    complaint: /the header x-trace/,
  },
  {
    of: 'another media type',
    answered: { ...right, answer: { ...answer, headers: { 'content-type': 'text/html' } } },
    complaint: /the media type is text\/html/,
  },
  {
    of: 'a problem of another operation',
    answered: { ...right, answer: problem(409, 'slot-held'), faults: ['dynamodb:GetItem fails before'] },
    complaint: /no status 409/,
  },
  { of: 'a 500 that no fault explains', answered: failed, complaint: /500 without a fault/ },
  {
    of: 'an update that a delay of AWS may have left no time for',
    answered: { ...right, operation: update, answer: late },
    complaint: undefined,
  },
  {
    of: 'an update that no delay of AWS has left no time for',
    answered: { ...right, operation: update, answer: problem(503, 'out-of-time') },
    complaint: /503 without a fault/,
  },
  {
    of: 'a create that a delay of AWS left no time for, with which a worker has to continue',
    answered: { ...right, operation: create, answer: late },
    complaint: /503 without a fault/,
  },
  {
    of: 'a 500 after a fault in the same request',
    answered: { ...failed, faults: ['dynamodb:GetItem fails before'] },
    complaint: undefined,
  },
  {
    of: 'a 500 although the onboarding has this problem on record',
    answered: { ...failed, onRecord: 'internal-error' },
    complaint: /500 without a fault/,
  },
  {
    of: 'a 502 of an onboarding that an earlier fault has stopped',
    answered: { ...right, operation: create, answer: problem(502, 'aws-error'), onRecord: 'aws-error' },
    complaint: undefined,
  },
  {
    of: 'a detail that repeats a long text',
    answered: {
      ...right,
      answer: problem(415, 'unsupported-media-type', { detail: 'x'.repeat(4000) }),
      request: { ...request, oddities: ['x'] },
    },
    complaint: /the detail of the problem has 4000 characters/,
  },
  {
    of: 'an answer to a caller without a token',
    answered: { ...right, operation: stop, answer: stopped, request: { ...request, isUnauthorized: true } },
    complaint: /a caller without a right token was answered 200/,
  },
  {
    of: 'a body that was accepted and that the contract does not allow',
    answered: {
      ...right,
      operation: stop,
      answer: stopped,
      request: { ...request, body: Buffer.from('{"reason":"x","more":1}') },
    },
    complaint: /a body was accepted that the contract does not allow/,
  },
  {
    of: 'a request that was refused for its form, and that the contract allows',
    answered: { ...right, answer: problem(400, 'malformed-query') },
    complaint: /a request that the contract allows was answered malformed-query/,
  },
  {
    of: 'an answer of a function to a path without a route',
    answered: { ...right, operation: undefined },
    complaint: /a path without a route was answered 200/,
  },
])('the run of generated requests judges $of', async ({ answered, complaint }) => {
  const complaints = (await complaintsAbout(answered)).join('\n');
  if (complaint === undefined) expect(complaints).toBe('');
  else expect(complaints).toMatch(complaint);
});
