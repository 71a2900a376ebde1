/**
 * AWS refuses a signature that is more than five minutes from its own clock (IAM User Guide, "AWS Signature Version 4 for
 * API requests"). What the SDK's clients take for skew, in milliseconds.
 */
const skewMs = 4 * 60_000;

/** This machine's clock, put right by the one of a service that refused a signature. */
export interface ServiceClock {
  /** What to sign with. */
  date(): Date;
  /** By how much the service is ahead, in milliseconds, as far as is known. */
  offsetMs(): number;
  /** Takes the Date header of a refusal. True where the call was signed so far off it that this may be the reason. */
  learn(date: string | undefined, signedWith: Date): boolean;
}

export function serviceClock(): ServiceClock {
  let offsetMs = 0;
  return {
    date: () => new Date(Date.now() + offsetMs),
    offsetMs: () => offsetMs,
    learn: (date, signedWith) => {
      const at = Date.parse(date ?? '');
      // By the date that was signed: of calls side by side the first has put the clock right for the others.
      const isSkewed = Math.abs(at - signedWith.getTime()) >= skewMs;
      if (isSkewed) offsetMs = at - Date.now();
      return isSkewed;
    },
  };
}
