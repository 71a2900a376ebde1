/** What the text of a problem says to do depends on these fields. */
interface Cause {
  readonly type: string;
  readonly retryable: boolean;
  readonly onboarding?: string | undefined;
  /** The operation that was refused, for example `getAccess`. */
  readonly call?: string | undefined;
  readonly conflictsWith?: string | undefined;
}

/** What one types next, for problems whose detail cannot say it, because it speaks of the HTTP API. */
const byType: Readonly<Record<string, (id: string, call: string) => string | undefined>> = {
  unauthorized: () =>
    'Check the token: latchkey configure stores another one, and LATCHKEY_URL with LATCHKEY_TOKEN is used first. stop and allow need an operator’s token; create, claim, link and access need the back end’s.',
  'operator-may-not': () =>
    'latchkey rotate gets the new key, so it needs the back end’s token. An operator replaces a key for the back end on the page /admin.',
  'not-found': (_id, call) =>
    call === 'getAccess' || call === 'changeExternalId'
      ? 'Check the tenant and the account: latchkey access creates what is missing.'
      : 'latchkey list shows the onboardings that this token may see.',
  'unknown-blueprint': () => 'latchkey blueprints lists the blueprints.',
  'unknown-delivery': (id) => `latchkey deliveries ${id} lists the webhook events.`,
  'slot-held': (id) => `latchkey get ${id} shows the onboarding in the way, and latchkey offboard ${id} removes it.`,
  'not-ready': (id) => `latchkey provision ${id} continues the onboarding; then claim the keys.`,
  'role-not-usable': (id) => `When the tenant has launched the stack: latchkey provision ${id}`,
  'credentials-issued': (id) => `If nobody has got the keys, latchkey rotate ${id} --undelivered replaces them.`,
  'wrong-state': lastLook,
  'in-progress': lastLook,
  stopped: () => 'latchkey stops shows who stopped what, and why.',
};

function lastLook(id: string, call: string): string | undefined {
  return call === 'onboardingHealth' ? `latchkey health ${id} --cached shows the result of the last look.` : undefined;
}

/** Returns what to do about a problem, or undefined if its detail says everything. */
export function nextStep(cause: Cause, retryAfterSeconds?: number): string | undefined {
  const { type, retryable, conflictsWith, onboarding, call = '' } = cause;
  const slug = type.slice(type.lastIndexOf(':') + 1);
  const id = conflictsWith ?? onboarding ?? 'ONBOARDING';
  const step = Object.hasOwn(byType, slug) ? byType[slug]?.(id, call) : undefined;
  const after = retryAfterSeconds === undefined ? 'later' : `after ${retryAfterSeconds} s`;
  const retry = retryable ? `The same command can succeed ${after}.` : undefined;
  const steps = [step, retry].filter((each) => each !== undefined);
  return steps.length === 0 ? undefined : `What to do: ${steps.join(' ')}`;
}
