import type { Place } from '../source/mappedText.ts';
import type { Answers } from './answers.ts';
import type { AwsNames } from './awsNames.ts';
import type { Findings, Meaning } from './findings.ts';
import {
  accountId,
  accountOrRegion,
  isExampleAccount,
  meansAccount,
  meansOtherAccount,
  meansPartition,
  meansRegion,
  partition,
  regionMeaning,
  textMeaning,
} from './meanings.ts';
import type { HoleToken, Literal, Token } from './placeholders.ts';

/** What the search needs to know besides the text. */
export interface Search {
  readonly answers: Answers;
  readonly names: AwsNames;
  readonly findings: Findings;
  /** The actions of the statement. */
  readonly actions: readonly string[];
}

/** Returns what to write for a part of a text outside the fields of an ARN. */
export function writtenFor(
  token: Token,
  placeOf: (offset: number) => Place,
  search: Search,
  meaning?: Meaning,
): string {
  if ('hole' in token) return hole(token, placeOf, search, meaning);
  if (token.written !== undefined)
    return search.findings.literal(token.written, token.literal, 'You said so (--literal).', placeOf(token.offset));
  return literal(token, placeOf, search);
}

/** Whether a text of a guide stands for what the guide leaves out. */
export const isEllipsis = (text: string) => /^(?:\.{3}|…)$/.test(text);

/** Returns what to write for a placeholder. `meaning`: what its position says, if its words say nothing. */
export function hole(
  { hole: text, offset }: HoleToken,
  placeOf: (offset: number) => Place,
  search: Search,
  meaning?: Meaning,
): string {
  const { findings, answers } = search;
  const place = placeOf(offset);
  const answer = answers.set.find((each) => each.text === text);
  if (answer?.name === 'accountId') return findings.becomes(text, accountId, 'You said so (--set).', place);
  if (answer?.name === 'partition') return findings.becomes(text, partition, 'You said so (--set).', place);
  if (answer !== undefined) return findings.becomes(text, meaning ?? textMeaning(text), 'You said so (--set).', place);
  if (isEllipsis(text))
    return findings.ask(text, 'The guide leaves something out here.', 'Write out what belongs there.', place);
  if (meansAccount(text) && meansOtherAccount(text)) return whose(text, findings, place);
  if (meaning !== undefined) return findings.becomes(text, meaning, 'Its position says what it is.', place);
  if (meansAccount(text)) return findings.becomes(text, accountId, 'Its words say: the account.', place);
  if (meansPartition(text)) return findings.becomes(text, partition, 'Its words say: the partition.', place);
  if (meansRegion(text)) return findings.becomes(text, regionMeaning(), 'Its words say: a region.', place);
  return findings.becomes(text, textMeaning(text), 'It is a placeholder.', place);
}

/** Returns a literal with its account IDs and regions replaced. */
function literal({ literal: text, offset }: Literal, placeOf: (offset: number) => Place, search: Search): string {
  return text.replaceAll(accountOrRegion, (found, index: number) => {
    const place = placeOf(offset + index);
    return /^\d/.test(found)
      ? account(found, search, place)
      : search.findings.becomes(found, regionMeaning(), 'It is a region of AWS.', place);
  });
}

/** Returns what to write for an account ID. An ID that is no example may be the vendor's own: the person has to say. */
export function account(text: string, { findings, answers }: Search, place: Place): string {
  if (answers.set.some((each) => each.text === text && each.name === 'accountId'))
    return findings.becomes(text, accountId, 'You said so (--set).', place);
  if (!isExampleAccount(text)) return whose(text, findings, place);
  const known = findings.value('accountId');
  if (known !== undefined && known !== text && /^\d/.test(known)) return whose(text, findings, place);
  return findings.becomes(
    text,
    accountId,
    'It is an account ID that examples use, so the account of the tenant is meant.',
    place,
  );
}

function whose(text: string, findings: Findings, place: Place): string {
  return findings.ask(
    text,
    'Whose account it is cannot be seen.',
    `Pass --set 'accountId=${text}' if it stands for the tenant's account, or --literal '${text}' if it is the same in every account, such as the vendor's own.`,
    place,
  );
}
