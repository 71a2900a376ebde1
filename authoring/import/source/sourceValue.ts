import type { Place } from './mappedText.ts';

/**
 * A part of a text: characters that stand for themselves, or a hole that a person or a tool was to fill, such as
 * `<YOUR_BUCKET>` or a reference of CloudFormation or Terraform.
 */
export type TextPart = { readonly literal: string } | Hole;

/** A part of a text that has another value for each reader of the guide. */
interface Hole {
  /** As it stands in the file, such as `<YOUR_BUCKET>`, `${AWS::Region}` or `${aws_sqs_queue.jobs.arn}`. */
  readonly hole: string;
}

export interface TextValue {
  readonly kind: 'text';
  readonly parts: readonly TextPart[];
  readonly place: Place;
}
interface ListValue {
  readonly kind: 'list';
  readonly items: readonly SourceValue[];
  readonly place: Place;
}
export interface MapEntry {
  readonly key: string;
  readonly keyPlace: Place;
  readonly value: SourceValue;
}
export interface MapValue {
  readonly kind: 'map';
  readonly entries: readonly MapEntry[];
  readonly place: Place;
}

/** A value of a file in one of the forms that guides have, with the place of each part. */
export type SourceValue = TextValue | ListValue | MapValue;

/** Returns a text as it stands in the file. */
export function asWritten({ parts }: Pick<TextValue, 'parts'>): string {
  return parts.map((part) => ('hole' in part ? part.hole : part.literal)).join('');
}

/** Returns the value of a key. Keys of policies are compared without their case, as IAM does not mind it. */
export function entryOf(value: SourceValue | undefined, key: string): MapEntry | undefined {
  if (value?.kind !== 'map') return undefined;
  return value.entries.find((entry) => entry.key.toLowerCase() === key.toLowerCase());
}

export function valueOf(value: SourceValue | undefined, key: string): SourceValue | undefined {
  return entryOf(value, key)?.value;
}

/** Returns the text of a key, as it stands in the file. Undefined if it has none. */
export function textOf(value: SourceValue | undefined, key: string): string | undefined {
  const found = valueOf(value, key);
  return found?.kind === 'text' ? asWritten(found) : undefined;
}

/** Returns the items of a list, or a single value as a list of one. */
export function itemsOf(value: SourceValue | undefined): readonly SourceValue[] {
  if (value === undefined) return [];
  return value.kind === 'list' ? value.items : [value];
}
