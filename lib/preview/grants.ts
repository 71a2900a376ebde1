import { exceptionOf, limitOf } from './limitPhrases.ts';
import { isAbout, isUnlimited, type Statement } from './statements.ts';

/**
 * The result of several policy documents for one action. Undefined: they do not allow the action. A text: they allow
 * it, with the limits that the text describes. An empty text: they allow it without limits.
 */
export type Grant = string | undefined;

/**
 * Returns the grant that all statements together give for an action. A Deny statement always takes precedence over
 * Allow.
 */
export function grantOf(statements: readonly Statement[], action: string): Grant {
  const relevant = statements.filter((statement) => isAbout(statement, action));
  const allowing = relevant.filter(({ Effect }) => Effect === 'Allow');
  const denying = relevant.filter(({ Effect }) => Effect === 'Deny');
  if (allowing.length === 0 || denying.some(isUnlimited)) return undefined;
  const exceptions = denying.map(exceptionOf);
  const limits = allowing.some(isUnlimited) ? [] : [...new Set(allowing.map(limitOf))];
  return [...(limits.length === 0 ? [] : [limits.join(', or ')]), ...new Set(exceptions)].join('; ');
}

/** Returns the part of a grant that a permissions boundary also allows. */
export function capped(grant: Grant, boundary: Grant): Grant {
  if (grant === undefined || boundary === undefined) return undefined;
  if (boundary === '' || boundary === grant) return grant;
  return grant === '' ? boundary : `${grant}; and ${boundary}`;
}

/** Whether the statements allow every action of every service without limits. */
export function allowsEverything(statements: readonly Statement[]): boolean {
  return (
    statements.every(({ Effect }) => Effect === 'Allow') &&
    statements.some((statement) => isUnlimited(statement) && statement.Action?.includes('*') === true)
  );
}
