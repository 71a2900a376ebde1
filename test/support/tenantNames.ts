import { bootstrapRoleName, nameOwner, ownPath, stackName, type NameOwner } from '../../lib/core/names.ts';

interface Named {
  readonly tenantId: string;
}

/** Whose names the resources of a tenant have. */
export const ownerOf = (blueprint: string, tenantId = 'acme'): NameOwner =>
  nameOwner({ namespace: 'latchkey' }, tenantId, blueprint);

export const roleNameOf = ({ tenantId }: Named, blueprint = 'tutum'): string =>
  bootstrapRoleName(ownerOf(blueprint, tenantId));

export const stackNameOf = ({ tenantId }: Named, blueprint = 'tutum'): string =>
  stackName(ownerOf(blueprint, tenantId));

/** The IAM path of an onboarding's resources. */
export const iamPathOf = ({ tenantId }: Named, onboardingId: string, blueprint = 'tutum'): string =>
  ownPath(ownerOf(blueprint, tenantId), onboardingId);
