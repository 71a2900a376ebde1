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

/** Something that must be there cannot be seen yet. Worth waiting for; past the deadline a worker goes on. */
export class NotVisibleYet extends Error {
  constructor(what: string) {
    super(`${what} cannot be seen yet`);
    this.name = 'NotVisibleYet';
  }
}

export const isNotVisibleYet = (error: unknown): error is NotVisibleYet => error instanceof NotVisibleYet;

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
