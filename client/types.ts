import type { Onboarding, Problem } from './generated/types.gen.js';

/** A status of an onboarding. docs/statuses.md says what each means. */
export type Status = Onboarding['status'];

/** A step of an onboarding, with its times. */
export type Step = Onboarding['steps'][number];

/** A resource that an onboarding created, and whether it is removed. */
export type Resource = NonNullable<Onboarding['receipt']>['resources'][number];

/** An access key with its secret, in the one answer that contains it. */
export type Credential = NonNullable<Onboarding['credentials']>[number];

/** The types of problems that this version of the client knows. docs/problems.md lists them. */
export type KnownProblemType = Problem['type'];

/** The type of a problem: a known one, one of a newer version of Latchkey, or `about:blank` if an answer has no type. */
export type ProblemType = KnownProblemType | 'about:blank' | (string & {});
