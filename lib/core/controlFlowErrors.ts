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
 * AWS does not show something yet that must exist, because its reads are eventually consistent. The caller retries
 * until its deadline; after that a worker continues.
 */
export class NotVisibleYet extends Error {
  constructor(what: string) {
    super(`${what} cannot be seen yet`);
    this.name = 'NotVisibleYet';
  }
}

export const isNotVisibleYet = (error: unknown): error is NotVisibleYet => error instanceof NotVisibleYet;

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
