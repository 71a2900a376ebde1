import type { DocumentTemplate, When } from '../../catalog/blueprint.ts';
import type { ParameterValues } from './parameterValues.ts';
import { substitute } from './substitution.ts';

export type { ParameterValues } from './parameterValues.ts';

/** Whether these parameter values meet the condition of a part of a blueprint. */
export function conditionHolds(when: When, values: ParameterValues): boolean {
  return Object.entries(when ?? {}).every(([name, value]) => values[name] === value);
}

/** Returns the first document whose condition these values meet. Throws if they meet none. */
export function chooseDocument(documents: readonly DocumentTemplate[], values: ParameterValues): DocumentTemplate {
  const chosen = documents.find((document) => conditionHolds(document.when, values));
  if (chosen === undefined) throw new Error(`the blueprint has no policy document for ${JSON.stringify(values)}`);
  return chosen;
}

/** Returns a copy of the template without `when`, in which `fill` replaces every string. */
export function mapStrings(template: unknown, fill: (text: string) => unknown): unknown {
  if (typeof template === 'string') return fill(template);
  if (typeof template !== 'object' || template === null) return template;
  if (Array.isArray(template)) return template.map((part: unknown) => mapStrings(part, fill));
  const entries = Object.entries(template).filter(([key]) => key !== 'when');
  return Object.fromEntries(entries.map(([key, part]) => [key, mapStrings(part, fill)]));
}

/** Returns the policy document for these values as JSON, with every parameter filled in. Throws if there is none. */
export function renderDocument(documents: readonly DocumentTemplate[], values: ParameterValues): string {
  return JSON.stringify(substitute(chooseDocument(documents, values), values));
}

/**
 * Returns the number of characters that count against IAM's quota of 6,144 for a managed policy: all but white space
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html).
 */
export function policySize(document: string): number {
  return document.replaceAll(/\s/g, '').length;
}

/** Whether two JSON documents are equal, apart from the order of keys and white space. */
export function sameDocument(one: string, other: string): boolean {
  return canonical(JSON.parse(one)) === canonical(JSON.parse(other));
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
