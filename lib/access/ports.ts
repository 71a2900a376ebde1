import type { BoundaryValues } from '../blueprints/permissionsBoundary.ts';
import type { Clock, DeploySettings, LeaseSettings } from '../core/ports.ts';

/** A permissions boundary that a launch link names. The stack that makes it may or may not have been launched. */
export interface GivenBoundary {
  readonly name: string;
  readonly values: BoundaryValues;
}

/** What lets Latchkey into a tenant's account: one external ID, and by blueprint the boundaries that links named, newest first. */
export interface Access {
  readonly tenantId: string;
  readonly accountId: string;
  readonly externalId: string;
  readonly boundaries: Readonly<Record<string, readonly GivenBoundary[]>>;
  /** By blueprint, the name of the boundary that last worked: used again without a call. */
  readonly proven: Readonly<Record<string, string>>;
  /** The bootstrap roles that have let Latchkey in, and when each did so first (epoch ms). */
  readonly letIn: readonly { readonly roleArn: string; readonly at: number }[];
  /** Until then (epoch ms) the access is about to be retired: nothing new is begun with it. */
  readonly retiringUntil?: number | undefined;
  readonly version: number;
}

/** The accesses in the state table. Reads are strongly consistent, writes are conditional. */
export interface AccessStore {
  getAccess(tenantId: string, accountId: string): Promise<Access | undefined>;
  /** Writes if the stored version is the one before (0: not stored). False where another write was faster: read again. */
  saveAccess(access: Access): Promise<boolean>;
  /** Removes it, if the stored version is this one. */
  dropAccess(access: Access): Promise<boolean>;
}

export interface AccessSettings extends DeploySettings {
  /** Base URL of the published templates, without a slash at its end. */
  readonly templatesUrl: string;
}

/** What giving, reading and retiring an access needs. */
export interface AccessDeps {
  readonly settings: AccessSettings & LeaseSettings;
  readonly clock: Clock;
  readonly store: AccessStore;
  /** A new external ID: at least 128 random bits, in characters that IAM allows. */
  newExternalId(): string;
}
