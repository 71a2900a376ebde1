import type { BoundaryValues } from '../blueprints/permissionsBoundary.ts';
import type { Clock, DeploySettings, LeaseSettings } from '../core/ports.ts';

/**
 * A permissions boundary that a launch link names. The tenant may or may not have launched the stack that creates it.
 */
export interface GivenBoundary {
  readonly name: string;
  readonly values: BoundaryValues;
  /** Counts the boundaries of this blueprint in the access, from 1. It is part of the name. */
  readonly generation: number;
}

/** A bootstrap role that Latchkey has assumed. */
export interface AssumedRole {
  readonly roleArn: string;
  /** When Latchkey first assumed it (epoch ms). */
  readonly at: number;
  /**
   * IAM's unique ID of the role (`AROA…`). A role that is created again has the same ARN but another ID. Undefined if
   * STS did not return it.
   */
  readonly roleId?: string | undefined;
}

/** A role that requires the previous external ID, and when that became known (epoch ms). */
interface WaitingRole {
  readonly roleArn: string;
  readonly at: number;
}

/** A change of the external ID that has not ended. Latchkey tries the new external ID first, then the previous one. */
export interface ExternalIdChange {
  /** The external ID from before the change. */
  readonly previous: string;
  /** When the change began (epoch ms). */
  readonly since: number;
  /** Whether the roles of all onboardings that need the access are in one of the two lists. */
  readonly isListed: boolean;
  /** The roles for which the new external ID has not worked yet. The change ends when there are none. */
  readonly waitingFor: readonly WaitingRole[];
  /** The ARNs of the roles that were last assumed with the new external ID. */
  readonly changed: readonly string[];
}

/**
 * What Latchkey needs to assume a role in a tenant's account: the external ID, and for each blueprint the boundaries
 * that launch links named, newest first.
 */
export interface Access {
  readonly tenantId: string;
  readonly accountId: string;
  /** The newest external ID, which links and commands contain. */
  readonly externalId: string;
  readonly externalIdChange?: ExternalIdChange | undefined;
  readonly boundaries: Readonly<Record<string, readonly GivenBoundary[]>>;
  /** For each blueprint, the name of the boundary that last worked. Latchkey uses it again without a call to IAM. */
  readonly proven: Readonly<Record<string, string>>;
  /** The bootstrap roles that Latchkey has assumed. */
  readonly assumedRoles: readonly AssumedRole[];
  /** The region in which links launch the stack. Undefined: the home region of the partition. */
  readonly launchRegion?: string | undefined;
  /** Set while the access is being retired (epoch ms). Until this time, nothing new starts with it. */
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
  /** Returns the accounts to which the tenant has an access. The list may lack the writes of the last second. */
  accountsOf(tenantId: string): Promise<readonly string[]>;
  /** Deletes the access if the stored version is `access.version`. Returns false if it is not. */
  dropAccess(access: Access): Promise<boolean>;
}

export interface AccessSettings extends DeploySettings {
  /** Base URL of the published templates, without a trailing slash. */
  readonly templatesUrl: string;
  /** The console of the sandbox, which launch links open instead of AWS's. Undefined: that of the partition. */
  readonly consoleUrl?: string | undefined;
}

/** What creating, reading and retiring an access needs. */
export interface AccessDeps {
  readonly settings: AccessSettings & LeaseSettings;
  readonly clock: Clock;
  readonly store: AccessStore;
  /** Returns a new external ID: at least 128 random bits, in characters that IAM allows. */
  newExternalId(): string;
}
