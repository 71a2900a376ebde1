import { catalog } from '../../catalog/index.ts';
import { profileNames } from '../profile/profileNames.ts';

const beginningWith = (partial: string, names: readonly string[]) => names.filter((name) => name.startsWith(partial));

/** Proposes the profiles of this user. */
export const proposeProfiles = (partial: string, context: Parameters<typeof profileNames>[0]) =>
  beginningWith(partial, profileNames(context));

/** Proposes the blueprints of this version. A deployment can have others. */
export const proposeBlueprints = (partial: string) =>
  beginningWith(
    partial,
    catalog.map(({ name }) => name),
  );
