import * as z from 'zod/mini';
import type { Policy } from './question.ts';

const documentSchema = z.looseObject({ Statement: z.unknown() });
const actions = z.looseObject({ Action: z.union([z.string(), z.array(z.string())]) });

interface Parsed {
  readonly whole: Policy;
  /** For each action, the document without the statements that name only other actions. */
  readonly parts: Map<string, Policy>;
}

/** Documents that were parsed before. They have several kilobytes, and most calls are evaluated with the same ones. */
const parsed = new Map<string, Parsed>();
const maxParsed = 500;

function policyOf(document: object, Statement: readonly unknown[]): Policy {
  const copy = { ...document, Statement };
  return { document: copy, text: JSON.stringify(copy) };
}

function parse(text: string): Parsed {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const document = documentSchema.parse(JSON.parse(text));
  const result: Parsed = { whole: policyOf(document, [document.Statement].flat()), parts: new Map() };
  if (parsed.size >= maxParsed) parsed.clear();
  parsed.set(text, result);
  return result;
}

/** Returns the parsed policy document. */
export function wholePolicy(text: string): Policy {
  return parse(text).whole;
}

/**
 * Returns the policy document without the statements that name only other actions. They match no call of this action, so
 * the policies decide the same without them. If no statement is left, the first one stays, because a policy without
 * statements is not valid.
 */
export function policyFor(action: string, text: string): Policy {
  const { whole, parts } = parse(text);
  const known = parts.get(action);
  if (known !== undefined) return known;
  const { Statement } = whole.document;
  const about = Statement.filter((statement) => mayBeAbout(action, statement));
  const part = policyOf(whole.document, about.length === 0 ? Statement.slice(0, 1) : about);
  parts.set(action, part);
  return part;
}

/**
 * Returns false if the statement names actions and none of them matches the given one. In case of doubt, returns true.
 */
function mayBeAbout(action: string, statement: unknown): boolean {
  const { success, data } = actions.safeParse(statement);
  return !success || [data.Action].flat().some((pattern) => mayMatch(pattern, action));
}

function mayMatch(pattern: string, action: string): boolean {
  if (!/^[A-Za-z0-9:*?-]+$/.test(pattern)) return true;
  return new RegExp(`^${pattern.replaceAll('?', '.').replaceAll('*', '.*')}$`, 'i').test(action);
}
