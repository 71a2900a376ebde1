import { asWritten, type TextValue } from '../source/sourceValue.ts';

/** Returns the ARN of a bucket with the colon that many guides forget. Undefined if nothing is wrong with it. */
export function mendArn(text: TextValue): { readonly text: TextValue; readonly why: string } | undefined {
  const [first, ...rest] = text.parts;
  if (first === undefined || 'hole' in first) return undefined;
  const whole = asWritten(text);
  const mended = first.literal.replace(/^(arn:aws[\w-]*:s3::)(?=[^:]|$)/, '$1:');
  if (mended === first.literal || whole.split(':').length > 5) return undefined;
  return {
    text: { ...text, parts: [{ literal: mended }, ...rest] },
    why: 'The ARN of a bucket has three colons before its name.',
  };
}
