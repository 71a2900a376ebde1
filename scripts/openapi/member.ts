/** What the document says about a member: keywords of its JSON Schema. */
export interface Member {
  readonly description: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly format?: 'uri' | 'uri-reference';
  readonly examples?: readonly [string];
}

export const said = (description: string): Member => ({ description });
/** A text that is one of these. */
export const closed = (description: string, values: readonly string[]): Member => ({ description, enum: values });
/** An ARN of IAM. `resource` is the last part of its example. */
export const arn = (description: string, resource: string): Member => ({
  description,
  examples: [`arn:aws:iam::111122223333:${resource}`],
});

export const accountIdMember: Member = {
  description: 'The 12 digits of the tenant’s AWS account',
  pattern: '^\\d{12}$',
  examples: ['111122223333'],
};
