import { ProblemError, problems, type ProblemSlug } from '../../../lib/core/errors.ts';
import { problemDocument, problemResponse } from '../../../lib/http/views/problem.ts';
import { recordIn } from '../../support/records.ts';

const isSlug = (slug: string): slug is ProblemSlug => Object.hasOwn(problems, slug);
const slugs = Object.keys(problems).filter(isSlug);

test.each([
  [400, ['malformed-json', 'malformed-header', 'malformed-query']],
  [401, ['unauthorized']],
  [404, ['not-found', 'unknown-blueprint', 'unknown-delivery', 'unknown-route']],
  [406, ['not-acceptable']],
  [413, ['body-too-large']],
  [415, ['unsupported-media-type']],
  [422, ['invalid-request', 'key-reused', 'rejected-by-iam']],
  [429, ['too-many-onboardings']],
  [500, ['internal-error']],
  [502, ['aws-error']],
])('%i is for %j, and for nothing else; all other problems are conflicts, 409', (status, expected) => {
  expect(slugs.filter((slug) => problems[slug].status === status)).toEqual(expected);
  expect(
    slugs.filter((slug) => ![400, 401, 404, 406, 409, 413, 415, 422, 429, 500, 502].includes(problems[slug].status)),
  ).toEqual([]);
});

test('only what may go better by itself is called retryable', () => {
  expect(slugs.filter((slug) => problems[slug].retryable)).toEqual([
    'in-progress',
    'not-ready',
    'taken-over',
    'role-not-usable',
    'too-many-onboardings',
    'internal-error',
    'aws-error',
  ]);
});

describe.each(slugs)('the problem %s', (slug) => {
  test('is a problem document of RFC 9457 with a type and title of its own', () => {
    const document = problemDocument({ slug, detail: 'what to do' }, 'request-1');
    const { status, title } = problems[slug];
    expect(document).toMatchObject({
      type: `urn:latchkey:problem:${slug}`,
      title,
      status,
      detail: 'what to do',
      requestId: 'request-1',
    });
    expect(slugs.filter((other) => problems[other].title === title)).toEqual([slug]);
    expect(slug).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  test('can be kept with an onboarding', () => {
    expect(recordIn('failed', { problem: { slug, detail: '' } })).toMatchObject({ problem: { slug } });
  });
});

describe('a thrown problem', () => {
  const thrown = new ProblemError('in-progress', 'still running', {
    errors: [{ pointer: '/a', detail: 'b' }],
    onboarding: 'ob_1',
    retryAfterSeconds: 2,
  });

  test('keeps what is stored apart from when to ask again', () => {
    expect(thrown.problem).toEqual({
      slug: 'in-progress',
      detail: 'still running',
      errors: [{ pointer: '/a', detail: 'b' }],
      onboarding: 'ob_1',
    });
    expect(thrown.retryAfterSeconds).toBe(2);
    expect(thrown.message).toContain('in-progress');
  });

  test('is answered as problem+json that nobody stores, with Retry-After', () => {
    const { statusCode, headers, body = '' } = problemResponse(thrown, 'request-1', 'Bearer');
    expect(statusCode).toBe(409);
    expect(headers).toEqual({
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'retry-after': '2',
    });
    expect(JSON.parse(body)).toMatchObject({ retryable: true, onboarding: 'ob_1', requestId: 'request-1' });
  });

  test('asks for a token where one is missing', () => {
    const { headers } = problemResponse(new ProblemError('unauthorized', ''), 'request-1', 'Bearer');
    expect(headers).toMatchObject({ 'www-authenticate': 'Bearer' });
  });
});
