import * as z from 'zod';
import { catalog } from '../../catalog/index.ts';
import { mediaTypesOf } from '../../lib/http/keyFormats/index.ts';
import type { Onboarding } from '../../lib/record/onboarding.ts';
import { unfitFor } from '../support/answerValidators.ts';
import { bodyWith } from './bodies.ts';
import { setHeader, type Draft } from './draft.ts';
import { accessKeyIdOf } from './keys.ts';
import { generated } from './generated.ts';
import { accountIds, tenantIds, type Known } from './known.ts';
import { schemaNamed, type Operation } from './operations.ts';
import type { Random } from './random.ts';
import { suitable } from './suitable.ts';
import { authorizationFor, schemeOf } from './tokens.ts';

/** The routes whose body is optional. */
const mayLackBody = new Set(['createLink', 'shareLink']);

const typesWithProfile = mediaTypesOf(({ takesProfile }) => takesProfile);

const bodySchema = z.looseObject({ replaces: z.string(), userName: z.string().nullish() });

/** How often json-schema-faker may give a value that its schema does not allow, one after the other. */
const mostTries = 20;

/**
 * Returns a request that the contract allows, and that is about something that exists in most cases. `scheme`: the security
 * scheme of its token.
 */
export async function validDraft(operation: Operation, known: Known, random: Random, scheme?: string): Promise<Draft> {
  const onboarding = suitable(operation, known, random);
  const path = pathOf(operation, onboarding, known, random);
  const body = operation.bodySchema === undefined ? undefined : await bodyOf(operation, path, known, random);
  const hasBody = body !== undefined && !(mayLackBody.has(operation.name) && random.chance(0.3));
  const draft: Draft = {
    operation,
    method: operation.method,
    path,
    query: [],
    headers: authorizationFor(
      operation,
      { path, tenantId: path['tenantId'] ?? onboarding?.tenantId },
      known,
      random,
      scheme,
    ),
    body: hasBody ? body : undefined,
    target: undefined,
    search: undefined,
    oddities: [],
    isUnauthorized: false,
  };
  if (hasBody) draft.headers.push(['content-type', 'application/json']);
  if (operation.statuses.includes(202) && random.chance(0.3)) draft.headers.push(['prefer', 'respond-async']);
  addAccept(draft, random);
  addQuery(draft, operation, known, random);
  if (operation.parameters.some(({ name }) => name === 'Idempotency-Key') && random.chance(0.4))
    draft.headers.push(['idempotency-key', `key-${String(random.below(40))}`]);
  if (operation.id === 'rotateCredentials' && schemeOf(draft) === 'operatorToken' && random.chance(0.8))
    asOperator(draft);
  return draft;
}

/** Leaves out what an operator's token may not send with a rotation. */
function asOperator(draft: Draft): void {
  const { replaces, userName } = bodySchema.parse(JSON.parse(String(draft.body)));
  draft.body = JSON.stringify({ replaces, ...(userName !== null && { userName }) });
  draft.query = [];
  setHeader(draft, 'accept');
}

function pathOf(
  operation: Operation,
  onboarding: Onboarding | undefined,
  known: Known,
  random: Random,
): Record<string, string> {
  const values: Record<string, () => string | undefined> = {
    id: () => onboarding?.id,
    accessKeyId: () => onboarding && accessKeyIdOf(onboarding, random),
    linkId: () => onboarding && random.pickAny(onboarding.links?.map(({ id }) => id) ?? []),
    webhookId: () => onboarding && random.pickAny(known.webhookIds(onboarding)),
    tenantId: () => onboarding?.tenantId ?? random.pick(tenantIds),
    accountId: () => onboarding?.accountId ?? random.pick(accountIds),
    scope: () =>
      random.pickAny(random.chance(0.6) ? [...known.scopes] : []) ??
      random.pick([
        `tenant:${random.pick(tenantIds)}`,
        `tenant:${random.pick(tenantIds)}`,
        `blueprint:${random.pick(catalog).name}`,
        'all',
      ]),
    name: () => random.pick(catalog).name,
  };
  const isOfNothing = random.chance(0.05);
  return Object.fromEntries(
    operation.parameters
      .filter((each) => each.in === 'path')
      .map(({ name, schema }) => {
        const value = isOfNothing ? undefined : values[name]?.();
        // An empty text would be the path of another route.
        return [name, value ?? (String(generated(schema, random)) || 'x')];
      }),
  );
}

async function bodyOf(
  operation: Operation,
  path: Readonly<Record<string, string>>,
  known: Known,
  random: Random,
): Promise<string | undefined> {
  const name = operation.bodySchema ?? '';
  for (let tries = 0; tries < mostTries; tries += 1) {
    const text = JSON.stringify(bodyWith(operation, path, generated(schemaNamed(name), random), known, random));
    if ((await unfitFor(name, text)).length === 0) return text;
  }
  throw new Error(`no value for ${name}`);
}

function addAccept({ headers, operation }: Draft, random: Random): void {
  if (random.chance(0.7)) return;
  const givesKeys = ['createOnboarding', 'claimCredentials', 'rotateCredentials'].includes(operation?.name ?? '');
  const types =
    operation?.name === 'handoverMessage'
      ? ['message/rfc822', '*/*', 'message/*;q=0.5']
      : ['application/json', '*/*', 'application/*;q=0.5', 'application/problem+json, application/json'];
  const files = [...mediaTypesOf(), 'text/*'];
  headers.push(['accept', random.pick(givesKeys ? [...types, ...files] : types)]);
}

function addQuery(draft: Draft, operation: Operation, known: Known, random: Random): void {
  const page = operation.id === 'listOnboardings' && random.chance(0.3) ? random.pickAny(known.cursors) : undefined;
  if (page !== undefined) {
    const before = new URLSearchParams(page.search);
    before.delete('cursor');
    draft.query = [...before, ['cursor', page.cursor]];
    return;
  }
  for (const { in: place, name, schema } of operation.parameters) {
    if (place !== 'query' || name === 'cursor' || !random.chance(name === 'leftovers' ? 0.06 : 0.25)) continue;
    if (name === 'profile' && !draft.headers.some(([, value]) => typesWithProfile.includes(value))) continue;
    const value =
      name === 'tenantId'
        ? random.pick(tenantIds)
        : name === 'limit' && random.chance(0.6)
          ? random.below(5) + 1
          : generated(schema, random);
    draft.query.push([name, String(value)]);
  }
  withoutContradictions(draft);
}

/** Removes what the contract says in words does not go together: a look without a call cannot try the trust policy. */
function withoutContradictions(draft: Draft): void {
  const isCached = draft.query.some(([name, value]) => name === 'live' && value === 'false');
  if (isCached) draft.query = draft.query.filter(([name]) => name !== 'trust');
}
