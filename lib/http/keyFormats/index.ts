import { configure } from './configure.ts';
import { csv } from './csv.ts';
import { dotenv } from './dotenv.ts';
import { fish } from './fish.ts';
import { ini } from './ini.ts';
import type { KeyFormat } from './keyFormat.ts';
import { powershell } from './powershell.ts';
import { shell } from './shell.ts';
import { terraform } from './terraform.ts';

/**
 * Every format of keys in an answer, except JSON, which contains the whole onboarding. The content negotiation, the
 * checks before a key is created and the writing of keys all use this table. If the Accept header prefers several
 * formats equally, the first one in the table is used.
 */
export const keyFormats = {
  csv,
  shell,
  ini,
  fish,
  powershell,
  configure,
  dotenv,
  terraform,
} as const satisfies Readonly<Record<string, KeyFormat>>;

export type KeyFormatName = keyof typeof keyFormats;

const isKeyFormat = (name: string): name is KeyFormatName => Object.hasOwn(keyFormats, name);

/** The names of the formats, in the order of the table. */
export const keyFormatNames: readonly KeyFormatName[] = Object.keys(keyFormats).filter(isKeyFormat);

/** Returns the media types of the formats for which `isFit` returns true. */
export function mediaTypesOf(isFit: (format: KeyFormat) => boolean = () => true): readonly string[] {
  return keyFormatNames
    .map((name) => keyFormats[name])
    .filter(isFit)
    .map(({ mediaType }) => mediaType);
}
