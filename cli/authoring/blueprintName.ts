import { basename, extname } from 'node:path';
import { WrongUsage } from '../failures.ts';

const rule = /^[a-z][a-z0-9-]{0,31}$/;

/** Returns the name for a blueprint: as given, or made of the name of the guide's file. @throws WrongUsage */
export function blueprintName(given: string | undefined, file: string | undefined): string {
  const name = given ?? (file === undefined || file === '-' ? '' : nameFrom(file));
  if (rule.test(name)) return name;
  if (given === undefined) throw new WrongUsage('Name the blueprint: --name NAME.');
  throw new WrongUsage(
    `--name must be 1 to 32 lower-case letters, digits and hyphens, and begin with a letter, not ${JSON.stringify(given)}.`,
  );
}

function nameFrom(file: string): string {
  const words = basename(file, extname(file))
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
  return words
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 32)
    .replace(/-+$/, '');
}

/** Returns a title for a name: `cloud-backup` is "Cloud backup". */
export function titleFrom(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
