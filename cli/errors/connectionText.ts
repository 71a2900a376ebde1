import type { LatchkeyConnectionError } from '../../client/index.ts';

/** Returns what to do when no answer came. Whether the service received the request is not known then. */
export function connectionText({ message, reason, call, idempotencyKey }: LatchkeyConnectionError): string {
  // The person knows the command, and not the operation of the contract.
  const what = message.replace(`${call} got no answer: `, 'No answer: ');
  return [what, adviceFor(reason), howToContinue(call, idempotencyKey)].filter((part) => part !== '').join('\n');
}

function adviceFor(reason: LatchkeyConnectionError['reason']): string {
  switch (reason) {
    case 'network':
      return 'Does the service run, and is its address right? On a laptop, npm start runs it; latchkey configure stores another address.';
    case 'timeout':
      return '';
    case 'not-latchkey':
      return 'Check the address: latchkey configure stores another one, and LATCHKEY_URL is used first.';
  }
}

function howToContinue(call: string, idempotencyKey = ''): string {
  if (call === 'createOnboarding')
    return `Whether an onboarding was created is not known. The same command with --idempotency-key ${idempotencyKey} creates nothing twice.`;
  if (call === 'claimCredentials')
    return 'Whether keys were issued is not known: latchkey get shows it. If they were, latchkey rotate --undelivered replaces them.';
  if (call === 'rotateCredentials')
    return 'Whether the key was replaced is not known: latchkey get shows it. If it was, latchkey rotate --undelivered replaces the new one.';
  return '';
}
