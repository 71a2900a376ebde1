import type { AwsNames } from '../find/awsNames.ts';
import { nearest } from '../../read/nearest.ts';
import { SourceError } from '../source/sourceError.ts';
import {
  asWritten,
  entryOf,
  itemsOf,
  valueOf,
  type MapEntry,
  type SourceValue,
  type TextValue,
} from '../source/sourceValue.ts';
import type { Change } from './change.ts';
import { mendAction } from './mendAction.ts';
import { mendArn } from './mendArn.ts';
import type { ListElement, SourceCondition, SourceList, SourceStatement } from './sourcePolicy.ts';

const lists: readonly ListElement[] = ['Action', 'NotAction', 'Resource', 'NotResource'];
const known = new Set(['sid', 'effect', 'condition', ...lists.map((each) => each.toLowerCase())]);

interface Known {
  readonly names: AwsNames;
  /** The Sids of the statements before. */
  readonly sids: Set<string>;
}

/** Reads a statement, with everything that was changed. No statement: IAM would refuse it, and it allows nothing. */
export function readStatement(
  value: SourceValue,
  index: number,
  { names, sids }: Known,
): { readonly statement?: SourceStatement; readonly changes: readonly Change[] } {
  if (value.kind !== 'map')
    throw new SourceError('A statement is not an object.', 'Correct it in the file.', value.place);
  const changes: Change[] = [];
  const change = (given: Omit<Change, 'statement'>) => changes.push({ statement: index, ...given });
  if (
    (valueOf(value, 'NotPrincipal') ?? valueOf(value, 'Principal')) !== undefined &&
    /sts:AssumeRole/i.test(actionsIn(value))
  )
    return {
      changes: [
        { ...gone(index, value), why: 'It says who may assume a role: a trust policy, which no user can have.' },
      ],
    };

  for (const { key, keyPlace, value: given } of value.entries) {
    if (known.has(key.toLowerCase())) continue;
    if (/^notprincipal$/i.test(key))
      throw new SourceError(
        'NotPrincipal has no meaning in the policy of a user.',
        'Choose the policy of a user, or take it out.',
        keyPlace,
      );
    const isPrincipal = /^principal$/i.test(key);
    const meant = isPrincipal ? undefined : nearest(key, ['Condition', 'Effect', ...lists]);
    // Without it, the statement could allow more than the guide means.
    if (meant !== undefined)
      throw new SourceError(`A statement has no ${key}.`, `If ${meant} is meant, correct it in the file.`, keyPlace);
    const why = isPrincipal
      ? 'IAM refuses Principal in the policy of a user: it applies to the user who has it.'
      : 'IAM knows no such element.';
    change({ element: key, from: textIn(given), why, place: keyPlace });
  }
  const read: Partial<Record<ListElement, SourceList>> = {};
  for (const element of lists) {
    const entry = entryOf(value, element);
    if (entry === undefined) continue;
    const values = itemsOf(entry.value).map((item) => asText(item, element));
    if (values.length === 0)
      return {
        changes: [
          { ...gone(index, value), why: `Its ${element} is empty. IAM refuses that, and it would allow nothing.` },
        ],
      };
    const mended = values.flatMap((text) => mendText(text, element, names, change) ?? []);
    if (mended.length === 0)
      return {
        changes: [{ ...gone(index, value), why: `AWS has none of its actions: ${values.map(textIn).join(', ')}.` }],
      };
    read[element] = { values: mended, isSingle: entry.value.kind === 'text' };
  }
  for (const [one, other] of [
    ['Action', 'NotAction'],
    ['Resource', 'NotResource'],
  ] as const) {
    if ((read[one] === undefined) === (read[other] === undefined))
      throw new SourceError(
        `A statement needs either ${one} or ${other}.`,
        'Correct it in the file: what is meant cannot be known.',
        value.place,
      );
  }
  return {
    changes,
    statement: {
      index,
      place: value.place,
      effect: effectOf(value, change),
      sid: sidOf(value, sids, change),
      lists: read,
      conditions: conditionsOf(value),
    },
  };
}

function gone(statement: number, { place }: SourceValue): Omit<Change, 'why'> {
  return { statement, element: 'Statement', from: 'there', place };
}

const actionsIn = (value: SourceValue) => itemsOf(valueOf(value, 'Action')).map(textIn).join(' ');

function textIn(value: SourceValue): string {
  switch (value.kind) {
    case 'text':
      return asWritten(value);
    case 'list':
      return value.items.map(textIn).join(', ');
    case 'map':
      return value.entries.map((entry) => `${entry.key}: ${textIn(entry.value)}`).join(', ');
  }
}

function asText(value: SourceValue, element: string): TextValue {
  if (value.kind === 'text') return value;
  throw new SourceError(`${element} has a value that is no text.`, 'Correct it in the file.', value.place);
}

type Changing = (change: Omit<Change, 'statement'>) => void;

function mendText(text: TextValue, element: ListElement, names: AwsNames, change: Changing): TextValue | undefined {
  const mended = element.endsWith('Action') ? mendAction(text, names) : mendArn(text);
  if (mended === undefined) return text;
  const to = mended.text === undefined ? undefined : asWritten(mended.text);
  change({ element, from: asWritten(text), to, why: mended.why, isFormal: to !== undefined, place: text.place });
  return mended.text;
}

function effectOf(value: SourceValue, change: Changing): 'Allow' | 'Deny' {
  const given = valueOf(value, 'Effect');
  const text = given === undefined ? '' : textIn(given);
  const effect = (['Allow', 'Deny'] as const).find((each) => each.toLowerCase() === text.toLowerCase());
  if (effect === undefined)
    throw new SourceError(
      `The effect ${JSON.stringify(text)} is neither Allow nor Deny.`,
      'Correct it in the file.',
      (given ?? value).place,
    );
  if (effect !== text)
    change({
      element: 'Effect',
      from: text,
      to: effect,
      why: 'IAM minds the case here.',
      place: (given ?? value).place,
    });
  return effect;
}

/** A Sid has letters and digits, and no other statement of the policy has it. */
function sidOf(value: SourceValue, sids: Set<string>, change: Changing): string | undefined {
  const given = valueOf(value, 'Sid');
  if (given === undefined) return undefined;
  const text = textIn(given);
  if (text === '') {
    const why = 'It is empty, as Terraform writes it.';
    change({ element: 'Sid', from: text, why, isFormal: true, place: given.place });
    return undefined;
  }
  const plain = text.replaceAll(/[^A-Za-z0-9]/g, '');
  let sid = plain;
  for (let number = 2; sid !== '' && sids.has(sid); number++) sid = `${plain}${String(number)}`;
  sids.add(sid);
  if (sid !== text) {
    const why = plain === text ? 'Another statement has this Sid.' : 'A Sid has letters and digits only.';
    change({ element: 'Sid', from: text, to: sid === '' ? undefined : sid, why, isFormal: true, place: given.place });
  }
  return sid === '' ? undefined : sid;
}

function conditionsOf(value: SourceValue): readonly SourceCondition[] {
  const given = valueOf(value, 'Condition');
  if (given === undefined) return [];
  if (given.kind !== 'map')
    throw new SourceError('Condition is not an object.', 'Correct it in the file.', given.place);
  return given.entries.flatMap((operator) => {
    if (operator.value.kind !== 'map')
      throw new SourceError(
        `Condition ${operator.key} is not an object.`,
        'Correct it in the file.',
        operator.value.place,
      );
    return operator.value.entries.flatMap((entry) => conditionOf(operator.key, entry));
  });
}

function conditionOf(operator: string, { key, keyPlace, value }: MapEntry): readonly SourceCondition[] {
  const values = itemsOf(value).map((item) => asText(item, `The condition ${key}`));
  if (values.length === 0) {
    // Without values the condition is never met. To leave it out would allow more than the guide does.
    throw new SourceError(
      `The condition ${operator} ${key} has no value.`,
      'Give it one, or take the condition out.',
      keyPlace,
    );
  }
  return [
    {
      operator,
      key: { kind: 'text', parts: [{ literal: key }], place: keyPlace },
      values,
      isSingle: value.kind === 'text',
    },
  ];
}
