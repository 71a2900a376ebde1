import type { ParameterValue } from './parameterValues.ts';

/** A rule that a value breaks, as the rest of a sentence. `entry` is the index in a list. */
export type Fault = { readonly wrong: string; readonly entry?: number };

/** The value of a parameter, or what is wrong with it. */
export type Checked = { readonly value: ParameterValue } | { readonly faults: readonly Fault[] };

export const wrong = (rule: string): Checked => ({ faults: [{ wrong: rule }] });
