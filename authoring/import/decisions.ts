import type { Difference } from '../../catalog/blueprint.ts';
import type { Finding } from './find/findings.ts';
import type { FoundPolicy } from './foundPolicy.ts';
import type { Change } from './policy/change.ts';

/** Returns the differences from the guide that a tenant reads: the account and partition, and what was mended. */
export function differencesOf(
  findings: readonly Finding[],
  changes: readonly Change[],
  policies: readonly FoundPolicy[],
): readonly Difference[] {
  const account = findings.filter(({ becomes }) => becomes === '${accountId}').map(({ text }) => text);
  const inline = policies.filter(({ isInline }) => isInline);
  return [
    ...(account.length === 0
      ? []
      : [
          {
            guide: `The account is written as ${account.join(' and ')}.`,
            here: 'The account ID of the tenant is filled in.',
            why: "If one place is forgotten, the policy names somebody else's account.",
          },
        ]),
    ...(findings.some(({ becomes }) => becomes === '${partition}')
      ? [
          {
            guide: 'Every ARN names one partition.',
            here: "Every ARN is of the account's partition.",
            why: 'In China and GovCloud a statement about arn:aws matches nothing.',
          },
        ]
      : []),
    ...(inline.length === 0
      ? []
      : [
          {
            guide: 'The policy is an inline one.',
            here: 'It is a managed policy, with a name of its own.',
            why: 'Inline policies of a user may have 2,048 characters together, and a managed one can be looked at on its own.',
          },
        ]),
    ...changes
      .filter(({ isFormal }) => isFormal !== true)
      .map(({ element, from, to, why, place }) => ({
        guide: `Line ${String(place.line)}: ${element}${from === undefined ? ' is missing' : from === 'there' ? ' is there' : ` is ${from}`}.`,
        here: to === undefined ? 'It is left out.' : `${element} is ${to}.`,
        why,
      })),
  ];
}

/** Returns the notes of a blueprint: what is wide in it. Two statements with the same note are one note. */
export function notesOf(
  risky: readonly { readonly text: string }[],
  risks: readonly { readonly level: string; readonly path?: string; readonly detail: string }[],
): readonly string[] {
  const known = risks.filter(({ level }) => level === 'escalation' || level === 'administrative');
  return [
    ...new Set([
      ...risky.map(({ text }) => text),
      ...known.map(({ path, detail }) => (path === undefined ? detail : `${path}: ${detail}`)),
    ]),
  ];
}

/** Returns the texts of the guide that the blueprint renders with another text, because both mean the same. */
export function aliasesOf(
  findings: readonly Finding[],
  values: Readonly<Record<string, string | readonly string[] | undefined>>,
): readonly { readonly text: string; readonly value: string }[] {
  return findings.flatMap(({ text, becomes }) => {
    const name = /^\$\{(\w+)\}$/.exec(becomes)?.[1];
    const value = name === undefined ? becomes : values[name];
    return typeof value !== 'string' || value === text ? [] : [{ text, value }];
  });
}

/** Returns what was divided, each a sentence. */
export function sizes(whole: readonly unknown[], divided: readonly unknown[]): readonly string[] {
  if (divided.length === whole.length) return [];
  return [
    `The guide has ${count(whole.length)}, and the blueprint ${String(divided.length)}, because IAM allows 6,144 characters in each.`,
  ];
}

export function differencesOfSizes(whole: readonly unknown[], divided: readonly unknown[]): readonly Difference[] {
  if (divided.length === whole.length) return [];
  const [guide, here] = [count(whole.length), count(divided.length)];
  return [
    {
      guide: `The guide has ${guide}.`,
      here: `They are divided into ${here}, which together allow the same.`,
      why: 'A managed policy of IAM has at most 6,144 characters.',
    },
  ];
}

const count = (policies: number) => `${String(policies)} ${policies === 1 ? 'policy' : 'policies'}`;
