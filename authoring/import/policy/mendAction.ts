import { matches } from '../../../lib/preview/statements.ts';
import { nearest } from '../../read/nearest.ts';
import type { AwsNames } from '../find/awsNames.ts';
import { SourceError } from '../source/sourceError.ts';
import { asWritten, type TextValue } from '../source/sourceValue.ts';

/** Another text, or none: the action is left out. */
interface Mended {
  readonly text: TextValue | undefined;
  readonly why: string;
}

/**
 * Returns an action as AWS's lists write it. Undefined if it is so already. One that AWS does not have is left out: IAM takes
 * it, and it allows and denies nothing. @throws SourceError for a text that is no action
 */
export function mendAction(text: TextValue, names: AwsNames): Mended | undefined {
  const written = asWritten(text);
  if (written === '*') return undefined;
  if (
    text.parts.some((part) => 'hole' in part) ||
    !/^[\w-]+(?:\.amazonaws\.com(?:\.cn)?)?:[\w*?]+$/.test(written.trim())
  )
    throw new SourceError(
      `${JSON.stringify(written)} is no action.`,
      'Write the action out, such as s3:GetObject.',
      text.place,
    );
  const [given = '', name = ''] = written.trim().split(':');
  const service = given.replace(/\.amazonaws\.com(?:\.cn)?$/, '').toLowerCase();
  const known = names.actions(service);
  if (!known.some((each) => matches(name, each.name))) {
    const likely = nearest(
      name,
      known.map((each) => each.name),
    );
    return {
      text: undefined,
      why: `AWS has no such action, so it allows nothing. Correct it in the file if another one is meant${likely === undefined ? '' : `, such as ${service}:${likely}`}.`,
    };
  }
  const spelled = known.find((each) => each.name.toLowerCase() === name.toLowerCase())?.name ?? name;
  const right = `${service}:${spelled}`;
  if (right === written) return undefined;
  const why = given.includes('.')
    ? 'An action begins with the short name of its service. The long names are for principals.'
    : 'AWS writes it this way. IAM ignores the case of actions.';
  return { text: { ...text, parts: [{ literal: right }] }, why };
}
