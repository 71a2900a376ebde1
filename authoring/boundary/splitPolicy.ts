import { policySize } from '../../lib/blueprints/policyDocument.ts';
import { readPolicy, type RawStatement } from '../policy/readPolicy.ts';

export interface SplitDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly RawStatement[];
}

/** A statement is larger than a policy may be and cannot be divided. */
export class Indivisible extends Error {}

const mostCharacters = 6144;

/**
 * Divides a policy into policies that together allow and deny the same, each within IAM's quota for managed policies. A
 * statement that is too large itself is divided by its actions, then by its resources.
 *
 * @param characters the most that a part may have
 * @throws Indivisible for a statement whose conditions, `NotAction` or `NotResource` alone are too large
 */
export function splitPolicy(document: unknown, characters = mostCharacters): readonly SplitDocument[] {
  const room = characters - emptySize;
  const parts: { statements: RawStatement[]; size: number }[] = [];
  for (const statement of readPolicy(document).flatMap(({ raw }) => divided(raw, room))) {
    const size = sizeOf(statement);
    const last = parts.at(-1);
    if (last !== undefined && last.size + 1 + size <= room) {
      last.statements.push(statement);
      last.size += 1 + size;
    } else parts.push({ statements: [statement], size });
  }
  return parts.map(({ statements }) => ({ Version: '2012-10-17', Statement: statements }));
}

const emptySize = policySize(JSON.stringify({ Version: '2012-10-17', Statement: [] }));

function sizeOf(statement: RawStatement): number {
  return policySize(JSON.stringify(statement));
}

function divided(statement: RawStatement, room: number): readonly RawStatement[] {
  if (sizeOf(statement) <= room) return [statement];
  for (const element of ['Action', 'Resource'] as const) {
    const values = statement[element];
    if (values === undefined || values.length < 2) continue;
    const half = Math.ceil(values.length / 2);
    // Two statements with the same Sid in one policy are refused.
    const { Sid: _, ...rest } = statement;
    return [values.slice(0, half), values.slice(half)].flatMap((part) => divided({ ...rest, [element]: part }, room));
  }
  throw new Indivisible('a statement is larger than a policy may be, and cannot be divided');
}
