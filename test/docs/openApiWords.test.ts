import * as z from 'zod';
import { routeNames } from '../../lib/http/contract.ts';
import { statuses } from '../../lib/record/onboarding.ts';
import { statusMeanings } from '../../lib/record/statusMeanings.ts';
import { openApiDocument } from '../../scripts/openapi/document.ts';

const text = openApiDocument();
const { info, tags, paths, webhooks, components } = z
  .looseObject({
    info: z.looseObject({ description: z.string() }),
    tags: z.array(z.object({ name: z.string(), description: z.string() })),
    paths: z.record(z.string(), z.record(z.string(), z.looseObject({ operationId: z.string() }))),
    webhooks: z.record(z.string(), z.object({ post: z.looseObject({ operationId: z.string() }) })),
    components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
  })
  .parse(JSON.parse(text));

test.each(statuses)('the document says what the status %s means, what ends it, and what to do', (status) => {
  const { means, ends, toDo } = statusMeanings[status];
  const line = `- \`${status}\`: ${means} Ends with: ${ends} To do: `;
  expect(text).toContain(JSON.stringify(line).slice(1, -1));
  expect(text).toContain(toDo.split(/["[]/)[0]);
});

test.each(['Polling', 'Problems', 'Idempotency-Key'])('the beginning of the document has the part "%s"', (title) => {
  expect(info.description).toContain(`\n## ${title}\n`);
});

test('a reference to a page names its file, because the document has no pages', () => {
  expect(text).not.toMatch(/\]\([^)]*\.md/);
  expect(text).toContain('“erasing a tenant” in `docs/operating.md`');
});

test('a receiver finds what is signed, where the keys are, and when an event is sent again', () => {
  const words = tags.find(({ name }) => name === 'Webhooks')?.description;
  for (const each of ['{webhook-id}.{webhook-timestamp}.{body}', 'whsec_', 'GET /v1/webhook-keys'])
    expect(words).toContain(each);
  expect(words).toContain('1 s, 5 s, 30 s, 5 min, 30 min, 2 h, 8 h, 16 h, 24 h');
  expect(words).toContain('After 10 failed tries');
});

test('an operation with a condition for its answer 204, or with two meanings of one status, says so', () => {
  const described = Object.values(paths).flatMap((each) => Object.values(each));
  const withMore = described.filter(({ description }) => String(description).includes('\n\n'));
  expect(routeNames.filter((name) => withMore.some(({ operationId }) => operationId === name))).toEqual(
    expect.arrayContaining(['createOnboarding', 'claimCredentials', 'offboard', 'retireAccess', 'eraseTenant']),
  );
});

test('no example has the URL of a receiver on a laptop', () => {
  expect(text).not.toContain('http://127.0.0.1');
});

test('no two names of operations and schemas differ only in how a language writes them', () => {
  const operations = Object.values(paths).flatMap((each) => Object.values(each));
  const receiving = Object.values(webhooks).map(({ post }) => post);
  const ids = [...operations, ...receiving].map(({ operationId }) => operationId.toLowerCase());
  expect(new Set(ids).size).toBe(ids.length);
  const schemas = new Set(Object.keys(components.schemas).map((each) => each.toLowerCase()));
  // Each of these is the answer of the operation with its name.
  expect(ids.filter((each) => schemas.has(each))).toEqual(['onboardinghealth', 'webhookkeys', 'openapi', 'health']);
});
