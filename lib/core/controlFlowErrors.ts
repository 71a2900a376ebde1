/** The lease is gone, or too short for another call. Whoever gets this stops, and touches nothing more. */
export class LeaseLost extends Error {
  constructor(why: string) {
    super(`the lease is lost: ${why}`);
    this.name = 'LeaseLost';
  }
}

/** The request's time is up; a worker goes on. */
export class OutOfTime extends Error {
  constructor() {
    super('the request is out of time');
    this.name = 'OutOfTime';
  }
}

/**
 * A delay inside AWS explains what it answers, and may last until `until` (epoch ms). Past the deadline of a request a
 * worker goes on.
 */
export class WaitingForAws extends Error {
  readonly until: number;

  constructor(what: string, until: number, cause?: unknown) {
    super(what, { cause });
    this.name = 'WaitingForAws';
    this.until = until;
  }
}

/** Whether the record names the keys cannot be told now: nothing more may be done about them here. Whoever takes over can. */
export class FenceUnknown extends Error {
  constructor(cause: unknown) {
    super('whether the keys are on record is unknown', { cause });
    this.name = 'FenceUnknown';
  }
}

/** The external ID of a tenant and account was retired: nothing lets us in there any more. */
export class AccessRetired extends Error {
  constructor(tenantId: string, accountId: string) {
    super(`the access of tenant ${tenantId} to account ${accountId} was retired`);
    this.name = 'AccessRetired';
  }
}
