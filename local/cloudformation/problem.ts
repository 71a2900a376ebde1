/** Why CloudFormation would refuse a template, a parameter or a change to a stack; `statusCode` is what the port answers. */
export class StackProblem extends Error {
  readonly statusCode: number;
  /** What the answer carries beside the sentence. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, statusCode = 400, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'StackProblem';
    this.statusCode = statusCode;
    this.details = details;
  }
}
