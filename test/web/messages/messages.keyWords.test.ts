import { de } from '../../../web/messages/de/index.ts';
import { en } from '../../../web/messages/en/index.ts';

/** The texts about keys that were handed over, or are about to be. A `#` in the vendor's name is a `#`. */
const texts = ({ keys, done, watch, claim, review }: typeof en, count: number) => [
  ...[keys.title(count), keys.warning(count), keys.use('C# Inc.', count), keys.stored(count)],
  ...[done.toVendor('C# Inc.', count), done.toTenant('C# Inc.', count), done.lost('C# Inc.', count)],
  ...[watch.vendorClaims('C# Inc.', count), watch.otherClaims(count), watch.claiming(count)],
  ...[claim.intro(count), claim.make(count), review.keysToVendor(count, 'C# Inc.')],
];

test.each([
  { messages: en, language: 'English', several: /\b(keys|them|they)\b/i },
  {
    messages: de,
    language: 'German',
    several: /\b(die|ihre|meine) (neuen? )?(zugriffs)?schlüssel|\bspeichern sie sie\b/i,
  },
])('in $language, the texts about one key speak of one, and keep the name of the vendor', ({ messages, several }) => {
  const ofOne = JSON.stringify(texts(messages, 1));
  expect(ofOne).not.toMatch(several);
  expect(ofOne.match(/C# Inc\./g)?.length).toBe(8);
  expect(JSON.stringify(texts(messages, 2))).toMatch(several);
});
