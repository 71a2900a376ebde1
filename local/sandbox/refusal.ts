/** An error that AWS returns for a call: its code, HTTP status and message. */
export class Refusal extends Error {
  readonly code: string;
  readonly statusCode: number;

  constructor(code: string, statusCode: number, message: string) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.statusCode = statusCode;
  }
}

/** The HTTP status of each error code. Source: "Errors" and "Common Error Types" in the IAM API reference. */
const statuses = {
  AccessDenied: 403,
  DeleteConflict: 409,
  DuplicateCertificate: 409,
  DuplicateSSHPublicKey: 400,
  EntityAlreadyExists: 409,
  InvalidAction: 400,
  InvalidAuthenticationCode: 403,
  InvalidInput: 400,
  InvalidPublicKey: 400,
  LimitExceeded: 409,
  MalformedCertificate: 400,
  MalformedPolicyDocument: 400,
  NoSuchEntity: 404,
  NotSupportedService: 404,
  PackedPolicyTooLarge: 400,
  PasswordPolicyViolation: 400,
  PolicyNotAttachable: 400,
  Throttling: 400,
  ValidationError: 400,
} as const satisfies Record<string, number>;

/** Returns an error with one of the codes that the sandbox supports. */
export function refuse(code: keyof typeof statuses, message: string): Refusal {
  return new Refusal(code, statuses[code], message);
}
