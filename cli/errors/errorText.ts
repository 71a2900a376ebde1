import { LatchkeyArgumentError, LatchkeyConnectionError, LatchkeyProblem } from '../../client/index.ts';
import type { CliContext } from '../context.ts';
import { Failure } from '../failures.ts';
import { OnboardingStopped } from '../flow/onboardingStopped.ts';
import { RefusedKeyChange } from '../flow/refusedKeyChange.ts';
import { DestinationError } from '../keys/destination.ts';
import { asTyped } from '../output/asTyped.ts';
import { printable, printableStyled } from '../output/printable.ts';
import { styleOf } from '../output/style.ts';
import { wrap } from '../output/wrap.ts';
import { ProfileError } from '../profile/connection.ts';
import { connectionText } from './connectionText.ts';
import { problemText } from './problemText.ts';
import { stoppedText } from './stoppedText.ts';

/** Returns what to tell the person about an error that ended a command. Contains no secret. */
export function errorText(error: unknown, context: Pick<CliContext, 'process'>): string {
  return asTyped(printableStyled(textOf(error, context)), context.process);
}

function textOf(error: unknown, { process }: Pick<CliContext, 'process'>): string {
  const { stderr } = process;
  const width = Math.min(stderr.columns || 100, 100);
  const surroundings = { style: styleOf(stderr, process), width };
  const wrapped = (text: string) => wrap(printable(text), width).join('\n');
  if (error instanceof LatchkeyProblem)
    return problemText(error, { ...surroundings, retryAfterSeconds: error.retryAfterSeconds });
  if (error instanceof RefusedKeyChange) return problemText(error.problem, { ...surroundings, waysOn: error.waysOn });
  if (error instanceof OnboardingStopped) return stoppedText(error, surroundings);
  if (error instanceof LatchkeyConnectionError) {
    const { cause } = error;
    return wrapped(isSigningError(cause) ? cause.message : connectionText(error));
  }
  if (isForThePerson(error)) return printable(error.message || 'Interrupted.');
  return wrapped(unexpectedText(error));
}

/** The class itself is loaded only where requests are signed. */
const isSigningError = (cause: unknown): cause is Error => cause instanceof Error && cause.name === 'SigningError';

/** Whether the message of an error is written for the person. */
function isForThePerson(error: unknown): error is Error {
  return [Failure, ProfileError, DestinationError, LatchkeyArgumentError].some((kind) => error instanceof kind);
}

/** The message of an unknown error could contain what was read or written, so only its kind and its place are shown. */
function unexpectedText(error: unknown): string {
  const { name, stack = '' } = error instanceof Error ? error : new Error();
  const places = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return [`The command failed unexpectedly: ${name}. This is a fault of the command line.`, ...places.slice(0, 8)].join(
    '\n',
  );
}
