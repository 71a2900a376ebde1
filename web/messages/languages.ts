import type { Messages } from './messages.ts';

/** The languages of the page. Each is loaded when somebody needs it. */
const loaders = {
  en: async () => (await import('./en/index.ts')).en,
  de: async () => (await import('./de/index.ts')).de,
} satisfies Readonly<Record<string, () => Promise<Messages>>>;

export type Language = keyof typeof loaders;

/** The languages and how each calls itself. */
export const languages: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

/** Whether the page has texts in this language. */
export const isLanguage = (name: string): name is Language => Object.hasOwn(loaders, name);

/** Returns the first of the wished languages that the page has, or else English. @param wished BCP 47 tags */
export function chooseLanguage(wished: readonly string[]): Language {
  for (const tag of wished) {
    const [name = ''] = tag.toLowerCase().split('-');
    if (isLanguage(name)) return name;
  }
  return 'en';
}

/** Loads the texts of a language. */
export function loadMessages(language: Language): Promise<Messages> {
  return loaders[language]();
}
