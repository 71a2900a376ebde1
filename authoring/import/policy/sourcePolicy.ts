import type { Place } from '../source/mappedText.ts';
import type { TextValue } from '../source/sourceValue.ts';
import type { Change } from './change.ts';

export type ListElement = 'Action' | 'NotAction' | 'Resource' | 'NotResource';

export interface SourceList {
  readonly values: readonly TextValue[];
  /** Whether the guide has a single text instead of a list. */
  readonly isSingle: boolean;
}

export interface SourceCondition extends SourceList {
  readonly operator: string;
  readonly key: TextValue;
}

export interface SourceStatement {
  /** The index in the guide's policy. */
  readonly index: number;
  readonly place: Place;
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly lists: Partial<Readonly<Record<ListElement, SourceList>>>;
  readonly conditions: readonly SourceCondition[];
}

/** A policy as IAM takes it, and in what it differs from the guide. */
export interface SourcePolicy {
  readonly statements: readonly SourceStatement[];
  readonly changes: readonly Change[];
}
