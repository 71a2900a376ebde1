import type { BoundaryValues } from '../blueprints/permissionsBoundary.ts';
import type { Clock, DeploySettings, LeaseSettings } from '../core/ports.ts';

/**
 * A permissions boundary that a launch link names. The tenant may or may not have launched the stack that creates it.
 */
export interface GivenBoundary {
  readonly name: string;
  readonly values: BoundaryValues;
}

/**
 * What Latchkey needs to enter a tenant's account: the external ID, and for each blueprint the boundaries that launch
 * links named, newest first.
 */
export interface Access {
  readonly tenantId: string;
  readonly accountId: string;
  readonly externalId: string;
  readonly boundaries: Readonly<Record<string, readonly GivenBoundary[]>>;
  /** For each blueprint, the name of the boundary that last worked. Latchkey uses it again without a call to IAM. */
  readonly proven: Readonly<Record<string, string>>;
  /** The bootstrap roles that have let Latchkey in, and when each did so first (epoch ms). */
  readonly letIn: readonly { readonly roleArn: string; readonly at: number }[];
  /** Until then (epoch ms) the access is about to be retired: nothing new is begun with it. */
  readonly retiringUntil?: number | undefined;
  readonly version: number;
}

/** The access records in the state table. Reads are strongly consistent, writes are conditional. */
export interface AccessStore {
  getAccess(tenantId: string, accountId: string): Promise<Access | undefined>;
  /**
   * Writes the access if the stored version is `access.version - 1`; 0 means that none is stored. Returns false if
   * another write came first: the caller then reads the access again.
   */
  saveAccess(access: Access): Promise<boolean>;
  /** Deletes the access if the stored version is `access.version`. Returns false if it is not. */
  dropAccess(access: Access): Promise<boolean>;
}

export interface AccessSettings extends DeploySettings {
  /** Base URL of the published templates, without a trailing slash. */
  readonly templatesUrl: string;
}

/** What creating, reading and retiring an access needs. */
export interface AccessDeps {
  readonly settings: AccessSettings & LeaseSettings;
  readonly clock: Clock;
  readonly store: AccessStore;
  /** Returns a new external ID: at least 128 random bits, in characters that IAM allows. */
  newExternalId(): string;
}
