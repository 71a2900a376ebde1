/** The exit codes of every command. */
export const exitCodes = {
  done: 0,
  /** The service refused the request, or the command failed. */
  refused: 1,
  /** The command line is wrong. Nothing was sent. */
  usage: 2,
  /** The time was used up. What was started continues. */
  outOfTime: 3,
  /** `health`: the account is not as planned. */
  notAsPlanned: 4,
  /** `health`: whether the account is as planned is not known. */
  notKnown: 5,
} as const;

/** An error that ends a command with a message for the person and an exit code. The message must contain no secret. */
export class Failure extends Error {
  readonly exitCode: number;

  constructor(exitCode: number, message: string) {
    super(message);
    this.name = 'Failure';
    this.exitCode = exitCode;
  }
}

/** The command line is wrong: exit code 2. */
export class WrongUsage extends Failure {
  constructor(message: string) {
    super(exitCodes.usage, message);
    this.name = 'WrongUsage';
  }
}

/** The numbers of the signals that end a command. Source: signal(7). */
export const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;
export type EndingSignal = keyof typeof signalNumbers;

/** A signal asked the command to end. The exit code is that of a shell: 128 and the number of the signal. */
export class Interrupted extends Failure {
  readonly signal: EndingSignal;

  constructor(signal: EndingSignal, message = '') {
    super(128 + signalNumbers[signal], message);
    this.name = 'Interrupted';
    this.signal = signal;
  }
}
