import { ProblemError, problems, type ProblemSlug } from '../../../lib/core/errors.ts';
import { problemDocument, problemResponse } from '../../../lib/http/views/problem.ts';
import { recordIn } from '../../support/records.ts';

const isSlug = (slug: string): slug is ProblemSlug => Object.hasOwn(problems, slug);
const slugs = Object.keys(problems).filter(isSlug);

test.each([
  [400, ['malformed-json', 'malformed-header', 'malformed-query']],
  [401, ['unauthorized']],
  [403, ['link-may-not', 'operator-may-not']],
  [404, ['not-found', 'unknown-blueprint', 'unknown-key', 'unknown-delivery', 'unknown-route']],
  [405, ['method-not-allowed']],
  [406, ['not-acceptable']],
  [413, ['body-too-large']],
  [415, ['unsupported-media-type']],
  [422, ['invalid-request', 'key-reused', 'rejected-by-iam']],
  [429, ['too-many-onboardings']],
  [500, ['internal-error']],
  [502, ['aws-error']],
  [503, ['out-of-time', 'stopped', 'vendor-side-error']],
])('the status %i has only the problems %j; all problems without a listed status are 409', (status, expected) => {
  expect(slugs.filter((slug) => problems[slug].status === status)).toEqual(expected);
  expect(
    slugs.filter(
      (slug) => ![400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 429, 500, 502, 503].includes(problems[slug].status),
    ),
  ).toEqual([]);
});

test('only problems that a later retry can resolve are retryable', () => {
  expect(slugs.filter((slug) => problems[slug].retryable)).toEqual([
    'in-progress',
    'check-pending',
    'not-ready',
    'old-key-in-use',
    'taken-over',
    'role-not-usable',
    'too-many-onboardings',
    'internal-error',
    'aws-error',
    'out-of-time',
    'stopped',
    'vendor-side-error',
  ]);
});

describe.each(slugs)('the problem %s', (slug) => {
  test('is an RFC 9457 problem document with a unique type and title', () => {
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

  test('can be stored in an onboarding', () => {
    expect(recordIn('failed', { problem: { slug, detail: '' } })).toMatchObject({ problem: { slug } });
  });
});

describe('a thrown problem', () => {
  const thrown = new ProblemError('in-progress', 'still running', {
    errors: [{ pointer: '/a', detail: 'b' }],
    onboarding: 'ob_1',
    retryAfterSeconds: 2,
  });

  test('has its stored part separate from its Retry-After', () => {
    expect(thrown.problem).toEqual({
      slug: 'in-progress',
      detail: 'still running',
      errors: [{ pointer: '/a', detail: 'b' }],
      onboarding: 'ob_1',
    });
    expect(thrown.headers.retryAfterSeconds).toBe(2);
    expect(thrown.message).toContain('in-progress');
  });

  test('is answered as problem+json with Cache-Control: no-store and Retry-After', () => {
    const { statusCode, headers, body = '' } = problemResponse(thrown, 'request-1', 'Bearer');
    expect(statusCode).toBe(409);
    expect(headers).toEqual({
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'retry-after': '2',
    });
    expect(JSON.parse(body)).toMatchObject({ retryable: true, onboarding: 'ob_1', requestId: 'request-1' });
  });

  test.each(['https://docs.example/problems/{problem}.html', '/docs/problems/{problem}'])(
    'has a link to its page if the pages are at %s',
    (helpUrl) => {
      const { headers } = problemResponse(thrown, 'request-1', 'Bearer', helpUrl);
      expect(headers).toMatchObject({ link: `<${helpUrl.replace('{problem}', 'in-progress')}>; rel="help"` });
    },
  );

  test('has WWW-Authenticate if the token is missing', () => {
    const { headers } = problemResponse(new ProblemError('unauthorized', ''), 'request-1', 'Bearer');
    expect(headers).toMatchObject({ 'www-authenticate': 'Bearer' });
  });
});
