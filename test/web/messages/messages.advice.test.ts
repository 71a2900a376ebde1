import { de } from '../../../web/messages/de/index.ts';
import { en } from '../../../web/messages/en/index.ts';

const adviceOf = ({ problem }: typeof en, canRetry: boolean) =>
  Object.entries(problem.advice('C# Inc.', 'the-role', canRetry)).map(
    ([kind, { steps }]) => [kind, steps.join(' ')] as const,
  );

describe.each([
  { messages: en, language: 'English', tries: /try again/i, tells: /\b(tell|ask) C# Inc\./i },
  {
    messages: de,
    language: 'German',
    tries: /versuchen sie es/i,
    tells: /\b(nennen|fragen|bitten) Sie C# Inc\.|Nennen Sie dann C# Inc\./i,
  },
])('in $language', ({ messages, tries, tells }) => {
  test('no advice says to try again on a page that has no button for it: the way on is the vendor', () => {
    const withoutButton = adviceOf(messages, false);
    expect(withoutButton.filter(([, text]) => tries.test(text))).toEqual([]);
    expect(withoutButton.filter(([, text]) => !tells.test(text))).toEqual([]);
  });

  test('with the button, each advice says it, but those that only the vendor can follow', () => {
    const withoutTrying = adviceOf(messages, true).filter(([, text]) => !tries.test(text));
    expect(withoutTrying.map(([kind]) => kind)).toEqual(['blocked', 'vendor']);
  });
});
