import type { NamedDocument } from './iam/findPolicy.ts';
import type { Context } from './operation.ts';

/** The input of a policy decision: may this principal perform this action on this resource? */
export interface Question {
  readonly principalArn: string;
  readonly action: string;
  readonly resource: string;
  readonly resourceAccountId: string;
  readonly context: Context;
  readonly identity: readonly NamedDocument[];
  readonly boundary: readonly NamedDocument[] | undefined;
  readonly session: readonly string[];
  /** The trust policy of a role, as an object. */
  readonly trust?: unknown;
}

/** The result of a policy decision. */
export interface Verdict {
  readonly allowed: boolean;
  /** The end of AWS's AccessDenied message. Empty if AWS gives no reason. */
  readonly reason: string;
}

/** A question whose policy documents are parsed. */
export type ParsedQuestion = Pick<
  Question,
  'principalArn' | 'action' | 'resource' | 'resourceAccountId' | 'context' | 'trust'
> & {
  readonly identity: readonly Policy[];
  readonly boundary: readonly Policy[] | undefined;
  readonly session: readonly Policy[];
};

/** A parsed policy document, or such a document without the statements that name only other actions. */
export interface Policy {
  readonly document: { readonly Statement: readonly unknown[] };
  /** The JSON of the document. */
  readonly text: string;
}
