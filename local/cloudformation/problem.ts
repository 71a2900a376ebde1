/**
 * An error for a template, parameter or change that CloudFormation would refuse. `statusCode` is the HTTP status of the
 * response.
 */
export class StackProblem extends Error {
  readonly statusCode: number;
  /** More fields of the response, besides the message. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, statusCode = 400, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'StackProblem';
    this.statusCode = statusCode;
    this.details = details;
  }
}
