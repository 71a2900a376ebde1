import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { gatewayMessageSchema } from './gatewayAnswers.ts';
import { headerComponents } from './headers.ts';
import { introduction } from './introduction.ts';
import { paths } from './operations.ts';
import { problemsOfNoRoute, sharedRefusals } from './problemAnswers.ts';
import { problemExamples } from './problemExamples.ts';
import { withNamedParts } from './parts.ts';
import { namedSchemas } from './schemas.ts';
import { securitySchemes } from './security.ts';
import { allTags } from './tags.ts';
import { webhooks } from './webhooks.ts';

const packageFile = z.object({ version: z.string() });

/** Returns the text of the OpenAPI document of the API. `servers` is the address of the document itself. */
export function openApiDocument(): string {
  const { version } = packageFile.parse(JSON.parse(readFileSync('package.json', 'utf8')));
  const { Problem, ...schemas } = withNamedParts(namedSchemas());
  const examples = problemExamples();
  const isOfNoRoute = (slug: string) => problemsOfNoRoute().some((each) => each === slug);
  // An example that no operation refers to is in the schema.
  const ofNoRoute = problemsOfNoRoute().map((slug) => examples[slug]?.value);
  return JSON.stringify({
    openapi: '3.1.1',
    info: {
      title: 'Latchkey',
      version,
      summary: 'Replaces the IAM setup guide that a vendor hands its customers with one HTTP call.',
      description: introduction,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: allTags(),
    paths: paths(),
    webhooks: webhooks(),
    components: {
      securitySchemes,
      headers: headerComponents,
      schemas: { ...schemas, GatewayMessage: gatewayMessageSchema, Problem: { ...Problem, examples: ofNoRoute } },
      responses: sharedRefusals(),
      examples: Object.fromEntries(Object.entries(examples).filter(([slug]) => !isOfNoRoute(slug))),
    },
  });
}
