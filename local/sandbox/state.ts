import * as z from 'zod/mini';

/**
 * All fields that end in `At` are epoch milliseconds. `visibleAt` is when reads (the Get and List operations) begin to
 * return the entity. It is later than `createdAt` if a fault of kind `appear-late` delays it.
 */
const appearance = { createdAt: z.number(), visibleAt: z.number() };

const tag = z.object({ Key: z.string(), Value: z.string() });
const attachment = z.object({ arn: z.string(), visibleAt: z.number() });
const inlinePolicy = z.object({ name: z.string(), document: z.string(), visibleAt: z.number() });

const identity = {
  ...appearance,
  name: z.string(),
  id: z.string(),
  path: z.string(),
  inline: z.array(inlinePolicy),
  attached: z.array(attachment),
};

const keyUse = z.object({ at: z.number(), service: z.string(), visibleAt: z._default(z.number(), 0) });

const accessKey = z.object({
  ...appearance,
  id: z.string(),
  secret: z.string(),
  status: z.enum(['Active', 'Inactive']),
  /** The last use, which reads see from `visibleAt` on, and the one before it. */
  lastUsed: z.optional(keyUse),
  usedBefore: z.optional(keyUse),
});

const status = z.enum(['Active', 'Inactive']);

const user = z.object({
  ...identity,
  tags: z.array(tag),
  boundary: z.optional(z.string()),
  accessKeys: z.array(accessKey),
  loginProfile: z.optional(z.object({ ...appearance, resetRequired: z.boolean() })),
  mfaDevices: z.array(z.object({ serial: z.string(), enabledAt: z.number() })),
  sshKeys: z.array(z.object({ ...appearance, id: z.string(), body: z.string(), fingerprint: z.string(), status })),
  certificates: z.array(z.object({ ...appearance, id: z.string(), body: z.string(), status })),
  serviceCredentials: z.array(
    z.object({ ...appearance, id: z.string(), service: z.string(), serviceUserName: z.string(), status }),
  ),
});

const group = z.object({ ...identity, members: z.array(z.object({ userName: z.string(), visibleAt: z.number() })) });

const role = z.object({
  ...identity,
  tags: z.array(tag),
  boundary: z.optional(z.string()),
  description: z.optional(z.string()),
  trust: z.string(),
  /** The unique IDs of the users and roles that the trust policy names, by ARN. AWS stores the IDs, not the ARNs. */
  trustedIds: z.record(z.string(), z.string()),
  maxSessionSeconds: z.number(),
});

const policyVersion = z.object({ id: z.string(), document: z.string(), createdAt: z.number() });

const policy = z.object({
  ...appearance,
  name: z.string(),
  id: z.string(),
  path: z.string(),
  description: z.optional(z.string()),
  tags: z.array(tag),
  updatedAt: z.number(),
  defaultVersionId: z.string(),
  lastVersion: z.number(),
  versions: z.array(policyVersion),
});

const virtualDevice = z.object({
  ...appearance,
  serial: z.string(),
  tags: z.array(tag),
  enabledFor: z.optional(z.string()),
  enabledAt: z.optional(z.number()),
});

const fileSchema = z.object({
  users: z.array(user),
  groups: z.array(group),
  roles: z.array(role),
  policies: z.array(policy),
  virtualDevices: z.array(virtualDevice),
});

export type User = z.infer<typeof user>;
export type Group = z.infer<typeof group>;
export type Role = z.infer<typeof role>;
export type Policy = z.infer<typeof policy>;
export type PolicyVersion = z.infer<typeof policyVersion>;
export type AccessKey = z.infer<typeof accessKey>;
type VirtualDevice = z.infer<typeof virtualDevice>;
export type Tag = z.infer<typeof tag>;
export type Identity = User | Group | Role;

/**
 * The IAM entities of one account. The keys are lower-case names, because IAM names are unique ignoring case. The key
 * of a virtual device is its serial number.
 */
export interface Account {
  readonly users: Map<string, User>;
  readonly groups: Map<string, Group>;
  readonly roles: Map<string, Role>;
  readonly policies: Map<string, Policy>;
  readonly virtualDevices: Map<string, VirtualDevice>;
}

function byName<Entity extends { readonly name: string }>(entities: readonly Entity[]): Map<string, Entity> {
  return new Map(entities.map((entity) => [entity.name.toLowerCase(), entity]));
}

function accountOf(file: z.infer<typeof fileSchema>): Account {
  return {
    users: byName(file.users),
    groups: byName(file.groups),
    roles: byName(file.roles),
    policies: byName(file.policies),
    virtualDevices: new Map(file.virtualDevices.map((device) => [device.serial, device])),
  };
}

export function emptyAccount(): Account {
  return accountOf({ users: [], groups: [], roles: [], policies: [], virtualDevices: [] });
}

const fields = z.object({
  users: z.array(z.custom<User>()),
  groups: z.array(z.custom<Group>()),
  roles: z.array(z.custom<Role>()),
  policies: z.array(z.custom<Policy>()),
  virtualDevices: z.array(z.custom<VirtualDevice>()),
});

/** Returns an account with these entities of another account, without a check of their fields. */
export function accountOfFields(entities: Readonly<Record<keyof Account, readonly unknown[]>>): Account {
  return accountOf(fields.parse(entities));
}

/** Returns the account of parsed JSON. @throws if the format is not that of `accountToJson`. */
function accountFromFile(file: unknown): Account {
  return accountOf(fileSchema.parse(file));
}

export function accountFromJson(text: string): Account {
  return accountFromFile(JSON.parse(text));
}

/** Returns the JSON of an account, as it is stored on disk. */
export function accountToJson(account: Account): string {
  return JSON.stringify(account, (_, value: unknown) => (value instanceof Map ? [...value.values()] : value));
}
