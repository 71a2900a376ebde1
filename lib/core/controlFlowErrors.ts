/**
 * The process no longer holds the lease, or too little of the lease is left for another call. Code that catches this
 * error must stop and must not change the record or the account.
 */
export class LeaseLost extends Error {
  constructor(why: string) {
    super(`the lease is lost: ${why}`);
    this.name = 'LeaseLost';
  }
}

/** The request has used its available time. A worker continues the work. */
export class OutOfTime extends Error {
  constructor() {
    super('the request is out of time');
    this.name = 'OutOfTime';
  }
}

/**
 * A delay inside AWS can explain a failed call, until `until` (epoch ms). The caller retries until its deadline; after
 * that a worker continues.
 */
export class WaitingForAws extends Error {
  readonly until: number;

  constructor(what: string, until: number, cause?: unknown) {
    super(what, { cause });
    this.name = 'WaitingForAws';
    this.until = until;
  }
}

/**
 * It is unknown whether the record contains the IDs of the access keys, because the outcome of its write is unknown.
 * The process that gets this error must neither disclose nor delete the keys. The process that takes over reads the
 * record and decides.
 */
export class FenceUnknown extends Error {
  constructor(cause: unknown) {
    super('whether the keys are on record is unknown', { cause });
    this.name = 'FenceUnknown';
  }
}

/** The external ID of a tenant and account was retired, so Latchkey can no longer assume a role in that account. */
export class AccessRetired extends Error {
  constructor(tenantId: string, accountId: string) {
    super(`the access of tenant ${tenantId} to account ${accountId} was retired`);
    this.name = 'AccessRetired';
  }
}
