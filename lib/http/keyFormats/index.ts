import { csv } from './csv.ts';
import { ini } from './ini.ts';
import type { KeyFormat } from './keyFormat.ts';
import { shell } from './shell.ts';

/**
 * Every format that keys can be answered in besides JSON, which has the whole onboarding with them. What `Accept` is
 * offered, what is refused before a key is made and what is written all follow from this table. Of formats that a caller
 * likes equally the first is taken.
 */
export const keyFormats = { csv, shell, ini } as const satisfies Readonly<Record<string, KeyFormat>>;

export type KeyFormatName = keyof typeof keyFormats;

const isKeyFormat = (name: string): name is KeyFormatName => Object.hasOwn(keyFormats, name);

/** Their names, in the order of the table. */
export const keyFormatNames: readonly KeyFormatName[] = Object.keys(keyFormats).filter(isKeyFormat);

/** The media types of those formats that `isFit` holds for. */
export function mediaTypesOf(isFit: (format: KeyFormat) => boolean = () => true): readonly string[] {
  return keyFormatNames
    .map((name) => keyFormats[name])
    .filter(isFit)
    .map(({ mediaType }) => mediaType);
}
