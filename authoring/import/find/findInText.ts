import type { Place } from '../source/mappedText.ts';
import { asWritten, type TextValue } from '../source/sourceValue.ts';
import { arnOfActions } from './arnOfActions.ts';
import { findInArn } from './findInArn.ts';
import { isEllipsis, writtenFor, type Search } from './findInParts.ts';
import type { Meaning } from './findings.ts';
import { accountId, regionMeaning } from './meanings.ts';
import { tokensOf, type HoleToken, type Token } from './placeholders.ts';

/** Where a text stands. */
export type Position = { readonly in: 'resource' } | { readonly in: 'condition'; readonly key: string };

/** Returns what to write for a text of a policy into the blueprint, and notes what was found in it. */
export function findInText(text: TextValue, position: Position, search: Search): string {
  const { answers, findings } = search;
  const written = asWritten(text);
  const stays = answers.literal.find((each) => each.text === written);
  if (stays !== undefined) return findings.literal(written, stays.value, 'You said so (--literal).', text.place);
  const tokens = tokensOf(text, answers);
  const placeOf = placesIn(text);
  const [first] = tokens;
  if (first !== undefined && 'literal' in first && first.literal.startsWith('arn:'))
    return findInArn(tokens, placeOf, search);
  if (position.in === 'resource' && first !== undefined && 'hole' in first && !isEllipsis(first.hole))
    return [
      wholeArn(first, tokens.slice(1), placeOf, search),
      ...tokens.slice(1).map((token) => writtenFor(token, placeOf, search)),
    ].join('');
  return tokens
    .map((token) =>
      writtenFor(token, placeOf, search, position.in === 'condition' ? meaningOfKey(position.key) : undefined),
    )
    .join('');
}

/** Returns the place of the character of a text that so many characters precede. */
function placesIn({ place }: TextValue): (offset: number) => Place {
  return (offset) => ({ line: place.line, column: place.column + offset });
}

/** A placeholder that stands for an ARN. Its resource type follows from the actions, or the person says it. */
function wholeArn(
  token: HoleToken,
  rest: readonly Token[],
  placeOf: (offset: number) => Place,
  search: Search,
): string {
  const { findings, answers } = search;
  const place = placeOf(token.offset);
  const given = answers.set.find(({ text }) => text === token.hole)?.resource;
  const meaning = arnOfActions(token.hole, { ...search, isPrefix: rest.length > 0 }, given);
  if (meaning !== undefined)
    return findings.becomes(
      token.hole,
      meaning,
      'It stands in the place of an ARN, and its type follows from the actions.',
      place,
    );
  return findings.ask(
    token.hole,
    'It stands in the place of an ARN, and the actions do not say of what type of resource.',
    `Pass --set 'NAME:SERVICE/TYPE=${token.hole}', for example --set 'queueArn:sqs/queue=${token.hole}'.`,
    place,
  );
}

const accountKeys = /^(?:aws:(?:source|principal|resource)account|kms:calleraccount|s3:resourceaccount|ec2:owner)$/;
const regionKeys = /^(?:aws:requestedregion|ec2:region|aws:ec2instancesourceregion)$/;

/** What the values of a condition key are. */
function meaningOfKey(key: string): Meaning | undefined {
  if (accountKeys.test(key.toLowerCase())) return accountId;
  return isRegionKey(key) ? regionMeaning() : undefined;
}

export const isRegionKey = (key: string) => regionKeys.test(key.toLowerCase());
