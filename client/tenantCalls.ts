import * as api from './generated/index.js';
import type {
  Access,
  AccessState,
  AwsProfilesRequest,
  ChangeExternalIdRequest,
  Profiles,
  TenantAccessRequest,
} from './generated/types.gen.js';
import type { CallOptions } from './settings.ts';
import type { Transport } from './transport.ts';

/** Options of an erasure. */
export interface EraseOptions extends CallOptions {
  /** Whether the tenant is erased even if resources are left in its accounts. */
  readonly acceptLeftovers?: boolean | undefined;
}

/** The calls about tenants. */
export interface TenantCalls {
  /** Returns the external ID, the role and the launch link of a tenant, before any onboarding. */
  access(tenantId: string, request: TenantAccessRequest, options?: CallOptions): Promise<Access>;
  /** Returns the external ID, its change if one is in progress, and the stacks. */
  getAccess(tenantId: string, accountId: string, options?: CallOptions): Promise<AccessState>;
  /** Retires the external ID permanently. */
  retireAccess(tenantId: string, accountId: string, options?: CallOptions): Promise<void>;
  /** Replaces the external ID. Returns the stacks to update. */
  changeExternalId(
    tenantId: string,
    accountId: string,
    request: ChangeExternalIdRequest,
    options?: CallOptions,
  ): Promise<AccessState>;
  /** Erases everything that is stored about a tenant. */
  eraseTenant(tenantId: string, options?: EraseOptions): Promise<void>;
  /** Returns sections of `~/.aws/credentials` and `~/.aws/config` for claimed onboardings, without secrets. */
  profiles(request: AwsProfilesRequest, options?: CallOptions): Promise<Profiles>;
}

/** Returns the calls about tenants. */
export function tenantCalls({ read, sendFor }: Transport): TenantCalls {
  return {
    access: (tenantId, body, options) =>
      read({
        name: 'tenantAccess',
        options,
        attempt: (tried) => api.tenantAccess({ ...tried, path: { tenantId }, body }),
      }),
    getAccess: (tenantId, accountId, options) =>
      read({
        name: 'getAccess',
        options,
        attempt: (tried) => api.getAccess({ ...tried, path: { tenantId, accountId } }),
      }),
    retireAccess: async (tenantId, accountId, options) => {
      await sendFor({
        name: 'retireAccess',
        options,
        attempt: (tried) => api.retireAccess({ ...tried, path: { tenantId, accountId } }),
      });
    },
    changeExternalId: (tenantId, accountId, body, options) =>
      read({
        name: 'changeExternalId',
        options,
        attempt: (tried) => api.changeExternalId({ ...tried, path: { tenantId, accountId }, body }),
      }),
    eraseTenant: async (tenantId, options) => {
      await sendFor({
        name: 'eraseTenant',
        options,
        attempt: (tried) =>
          api.eraseTenant({
            ...tried,
            path: { tenantId },
            query: options?.acceptLeftovers === true ? { leftovers: 'accept' } : {},
          }),
      });
    },
    profiles: (body, options) =>
      read({ name: 'awsProfiles', options, attempt: (tried) => api.awsProfiles({ ...tried, body }) }),
  };
}
