/** A call as `GET /_sandbox/calls` shows it. */
interface Call {
  /** When it arrived, ISO 8601. */
  readonly at: string;
  /** The caller's account; empty when nobody is known by that key. */
  readonly accountId: string;
  /** The caller's ARN, or the access key ID that nobody is known by. */
  readonly principal: string;
  /** `iam:CreateUser` */
  readonly operation: string;
  /** `ok` or AWS's code. */
  readonly outcome: string;
}

/** Every signed call, in the order of arrival; the oldest go. */
export interface CallLog {
  /** @returns what is to be told when the call has ended. */
  begin(call: Omit<Call, 'outcome'>): (outcome: string) => void;
  /** Those that have ended. */
  list(): readonly Call[];
  clear(): void;
}

const keptCalls = 10_000;

export function createCallLog(): CallLog {
  let calls: { readonly call: Omit<Call, 'outcome'>; outcome: string | undefined }[] = [];
  return {
    begin: (call) => {
      const entry: (typeof calls)[number] = { call, outcome: undefined };
      calls.push(entry);
      if (calls.length > keptCalls) calls.shift();
      return (outcome) => {
        entry.outcome = outcome;
      };
    },
    list: () => calls.flatMap(({ call, outcome }) => (outcome === undefined ? [] : [{ ...call, outcome }])),
    clear: () => {
      calls = [];
    },
  };
}
