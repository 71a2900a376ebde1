import type { AwsNames } from '../find/awsNames.ts';
import { SourceError } from '../source/sourceError.ts';
import { asWritten, type TextValue } from '../source/sourceValue.ts';

interface Mended {
  readonly text: TextValue;
  readonly why: string;
}

/** Returns an action as IAM and AWS's lists write it. Undefined if it is so already, or not known. @throws SourceError */
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
  const spelled = names.actions(service).find((each) => each.name.toLowerCase() === name.toLowerCase())?.name ?? name;
  const right = `${service}:${spelled}`;
  if (right === written) return undefined;
  const why = given.includes('.')
    ? 'The services of actions have their short names; the long ones are principals.'
    : 'AWS writes it so. IAM does not mind the case of actions.';
  return { text: { ...text, parts: [{ literal: right }] }, why };
}
