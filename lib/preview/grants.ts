import { exceptionOf, limitOf } from './limitPhrases.ts';
import { isAbout, isUnlimited, type Statement } from './statements.ts';

/** What several documents together say of one action: undefined where they do not allow it, else what limits it (empty: nothing). */
export type Grant = string | undefined;

/** Identity policies of one user count together, and a statement that denies always wins. */
export function grantOf(statements: readonly Statement[], action: string): Grant {
  const about = statements.filter((statement) => isAbout(statement, action));
  const allowing = about.filter(({ Effect }) => Effect === 'Allow');
  const denying = about.filter(({ Effect }) => Effect === 'Deny');
  if (allowing.length === 0 || denying.some(isUnlimited)) return undefined;
  const exceptions = denying.map(exceptionOf);
  const limits = allowing.some(isUnlimited) ? [] : [...new Set(allowing.map(limitOf))];
  return [...(limits.length === 0 ? [] : [limits.join(', or ')]), ...new Set(exceptions)].join('; ');
}

/** What is left of a grant under a permissions boundary, which has to allow it too. */
export function capped(grant: Grant, boundary: Grant): Grant {
  if (grant === undefined || boundary === undefined) return undefined;
  if (boundary === '' || boundary === grant) return grant;
  return grant === '' ? boundary : `${grant}; and ${boundary}`;
}

/** Whether every action of every service is allowed, without any limit. */
export function allowsEverything(statements: readonly Statement[]): boolean {
  return (
    statements.every(({ Effect }) => Effect === 'Allow') &&
    statements.some((statement) => isUnlimited(statement) && statement.Action?.includes('*') === true)
  );
}
