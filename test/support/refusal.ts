import * as z from 'zod';
import type { RawAnswer } from './ask.ts';
import { callCount, changesSince } from './changes.ts';
import type { TestStack } from './testStack.ts';

const problemSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  errors: z.array(z.strictObject({ pointer: z.string(), detail: z.string() })).optional(),
  onboarding: z.string().optional(),
  retryable: z.boolean(),
  requestId: z.string(),
});

export interface Expected {
  readonly status: number;
  readonly slug: string;
  /** The texts that the problem's detail has to contain: what is wrong, where, and what to do. */
  readonly says: readonly string[];
  readonly pointers?: readonly string[];
}

/**
 * Expects that a request is refused with a complete problem, without any call to IAM or STS and any write to table or
 * queue.
 */
export async function expectRefusal(
  testStack: TestStack,
  send: () => Promise<RawAnswer>,
  expected: Expected,
): Promise<void> {
  const before = await callCount(testStack);
  const { status, headers, text } = await send();
  const problem = problemSchema.parse(JSON.parse(text));
  expect(problem).toMatchObject({ type: `urn:latchkey:problem:${expected.slug}`, status: expected.status });
  expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
    expected.status,
    'application/problem+json',
    'no-store',
  ]);
  for (const part of expected.says) expect(problem.detail).toContain(part);
  expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(expected.pointers);
  for (const { pointer } of problem.errors ?? []) expect(pointer).toMatch(/^(\/.*)?$/);
  expect(problem.requestId).not.toBe('');
  expect(await changesSince(testStack, before)).toEqual([]);
}
