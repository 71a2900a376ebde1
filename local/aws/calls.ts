/** A call in the response of `GET /_sandbox/calls`. */
interface Call {
  /** When the call arrived, as ISO 8601. */
  readonly at: string;
  /** The caller's account. Empty if the access key ID is unknown. */
  readonly accountId: string;
  /** The caller's ARN, or the access key ID if it is unknown. */
  readonly principal: string;
  /** Service and action, such as `iam:CreateUser`. */
  readonly operation: string;
  /** `ok`, or the error code of AWS. `lost` if `interpose` returned no response. */
  readonly outcome: string;
}

/** The log of signed calls, in the order of their arrival. It contains the latest 10,000 calls. */
export interface CallLog {
  /** Adds a call. Returns a function that must be called with the outcome when the call has ended. */
  begin(call: Omit<Call, 'outcome'>): (outcome: string) => void;
  /** Returns the calls that have ended. */
  list(): readonly Call[];
  clear(): void;
}

const maxCalls = 10_000;

/** Creates an empty log. */
export function createCallLog(): CallLog {
  let calls: { readonly call: Omit<Call, 'outcome'>; outcome: string | undefined }[] = [];
  return {
    begin: (call) => {
      const entry: (typeof calls)[number] = { call, outcome: undefined };
      calls.push(entry);
      if (calls.length > maxCalls) calls.shift();
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
