import type { Place } from './source/mappedText.ts';
import type { SourceError } from './source/sourceError.ts';
import type { SourceValue } from './source/sourceValue.ts';

/** A policy that a file contains, before anything was chosen or changed. */
export interface FoundPolicy {
  /** The name that the file gives the policy. Undefined if it gives none. */
  readonly name: string | undefined;
  /** Where it is in the file, in words, such as `under "Create the policy"`. */
  readonly where: string;
  /** The number of the fence of a page, from 1. Undefined if the policy stands in no fence. */
  readonly fence?: number | undefined;
  /** Whose policy it is, such as the logical ID of a role. Policies without an owner belong to nobody. */
  readonly owner?: string | undefined;
  /** Whether it is part of a user, a group or a role (an inline policy). */
  readonly isInline: boolean;
  readonly place: Place;
  readonly document: SourceValue;
  /** Why the document cannot be read, if it cannot. */
  readonly unreadable?: SourceError;
}

/** An AWS managed policy that a file attaches. */
export interface FoundManagedPolicy {
  /** Without the ARN, with its path, such as `job-function/Billing`. */
  readonly name: string;
  readonly owner?: string | undefined;
  readonly place: Place;
}

/** What a file contains. */
export interface FoundPolicies {
  readonly policies: readonly FoundPolicy[];
  readonly managed: readonly FoundManagedPolicy[];
  /** What the file has besides and is not imported, each a sentence. */
  readonly skipped: readonly { readonly text: string; readonly place: Place }[];
}

const awsManaged = /^arn:(?:aws[\w-]*|\$\{[^}]*\}|<[^>]*>):iam::aws:policy\/(.+)$/;

/** Returns the name in the ARN of an AWS managed policy. Undefined for every other text. */
export function managedPolicyName(arn: string): string | undefined {
  return awsManaged.exec(arn)?.[1];
}
