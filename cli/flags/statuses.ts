import type { Status } from '../../client/index.ts';

const names: Readonly<Record<Status, true>> = {
  awaiting_access: true,
  provisioning: true,
  ready: true,
  claiming: true,
  claimed: true,
  rotating: true,
  updating: true,
  rolling_back: true,
  failed: true,
  needs_attention: true,
  expired: true,
  offboarding: true,
  offboarded: true,
};

const isStatus = (name: string): name is Status => Object.hasOwn(names, name);

/** The statuses that an onboarding can have. The compiler holds them to the contract of the API. */
export const statuses: readonly Status[] = Object.keys(names).filter(isStatus);
