import type { Blueprint, DocumentTemplate } from '../../catalog/blueprint.ts';

/** Returns the permissions boundary that allows what these policies allow. */
export function boundaryOf(
  documents: readonly DocumentTemplate[],
  managed: readonly string[],
): Blueprint['permissionsBoundary'] {
  const [only, ...more] = managed;
  if (documents.length === 0 && only !== undefined && more.length === 0) return { managed: only };
  const Statement = documents.flatMap((document) => document.Statement.map(({ Sid: _, ...rest }) => rest));
  return [{ Version: '2012-10-17', Statement }];
}
