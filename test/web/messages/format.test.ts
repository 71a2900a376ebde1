import {
  dayAndTime,
  groupedAccount,
  isolated,
  lists,
  plurals,
  seconds,
  timeOfDay,
} from '../../../web/messages/format.ts';
import { chooseLanguage, isLanguage, languages, loadMessages } from '../../../web/messages/languages.ts';

describe('numbers, names and times are those of the language', () => {
  const noon = Date.UTC(2026, 2, 5, 12, 34, 56);

  test.each([
    { language: 'en', count: 1, text: '1 key' },
    { language: 'en', count: 0, text: '0 keys' },
    { language: 'en', count: 12_345, text: '12,345 keys' },
    { language: 'de', count: 1, text: '1 key' },
    { language: 'de', count: 12_345, text: '12.345 keys' },
  ])('$count in $language', ({ language, count, text }) => {
    expect(plurals(language)(count, '# key', '# keys')).toBe(text);
  });

  test.each([
    { language: 'en', and: 'ann, ben, and cem', day: 'March 5, 2026', time: '12:34:56 PM', took: '1.3 s' },
    { language: 'de', and: 'ann, ben und cem', day: '5. März 2026', time: '12:34:56', took: '1,3 s' },
  ])('names and times in $language', ({ language, and, day, time, took }) => {
    expect(seconds(language)(1.26).replace('\u00a0', ' ')).toBe(took);
    expect(lists(language)(['ann', 'ben', 'cem'])).toBe(and);
    expect(dayAndTime(language, noon)).toContain(day);
    expect(dayAndTime(language, new Date(noon).toISOString())).toBe(dayAndTime(language, noon));
    // Some versions of ICU write a narrow no-break space before PM.
    expect(timeOfDay(language, noon).replaceAll(/\s/g, ' ')).toBe(time);
  });
});

test.each([
  [0, '< 0.1 s'],
  [0.04, '< 0.1 s'],
  [0.1, '0.1 s'],
  [12, '12 s'],
])('%d seconds are shown as %s', (duration, text) => {
  expect(seconds('en')(duration).replaceAll('\u00a0', ' ')).toBe(text);
});

test('an account ID is shown as in the AWS console', () => {
  expect(groupedAccount('000011112222')).toBe('0000-1111-2222');
});

test('a name in a sentence keeps its direction to itself', () => {
  expect(isolated('שלום')).toBe('\u2068שלום\u2069');
});

describe('the language', () => {
  test.each([
    { wished: ['de-CH', 'en'], chosen: 'de' },
    { wished: ['fr', 'DE'], chosen: 'de' },
    { wished: ['en-GB', 'de'], chosen: 'en' },
    { wished: ['fr', 'constructor', '__proto__'], chosen: 'en' },
    { wished: ['den'], chosen: 'en' },
    { wished: [], chosen: 'en' },
  ])('$wished: $chosen', ({ wished, chosen }) => {
    expect(chooseLanguage(wished)).toBe(chosen);
  });

  test.each(['en', 'de'] as const)(
    'one and several are different texts in %s, each with its number',
    async (language) => {
      const { review, claim, keys } = await loadMessages(language);
      for (const text of [review.groups, review.policies, claim.intro, keys.title])
        expect([text(1), text(2)]).toEqual([expect.not.stringMatching(/[2#]/), expect.stringMatching(/^[^#]*2[^#]*$/)]);
    },
  );

  test('each has texts that say which language they are', async () => {
    for (const name of Object.keys(languages)) {
      if (!isLanguage(name)) throw new Error(`${name} has no texts`);
      expect((await loadMessages(name)).language).toBe(name);
    }
  });
});
