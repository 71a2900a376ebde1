import type { Place } from '../source/mappedText.ts';

/** A way in which the blueprint differs from the guide. Everything that differs and is in no such list is a mistake. */
export interface Change {
  /** The index of the statement in the guide's policy. Undefined: the policy as a whole. */
  readonly statement?: number | undefined;
  /** The element, such as `Action`, or `Condition StringEquals aws:RequestedRegion`. */
  readonly element: string;
  /** What the guide has. Undefined: nothing. */
  readonly from?: string | undefined;
  /** What the blueprint has. Undefined: nothing. */
  readonly to?: string | undefined;
  readonly why: string;
  /** Whether it changes only how something is written, so that a tenant need not read it. */
  readonly isFormal?: boolean | undefined;
  readonly place: Place;
}
