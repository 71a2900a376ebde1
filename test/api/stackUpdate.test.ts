import type { Blueprint } from '../../catalog/blueprint.ts';
import { catalog } from '../../catalog/index.ts';
import { describeAccess } from '../../lib/access/access.ts';
import { bootstrapTemplate, templateFile } from '../../lib/access/bootstrapTemplate.ts';
import { boundaryParameters, notGiven } from '../../lib/blueprints/permissionsBoundary.ts';
import { openStackStore } from '../../local/cloudformation/stackStore.ts';
import { createSandbox } from '../../local/sandbox/index.ts';
import { createLauncher } from '../../local/sandbox/launch.ts';
import { accountId, externalId, launchedStack, settings, tenantId } from '../support/launchedStack.ts';
import { rootOf } from '../support/sandboxClients.ts';

/** The same blueprint with every text that a person reads changed. */
const reworded = (blueprint: Blueprint): Blueprint => ({
  ...blueprint,
  title: 'Another title',
  parameters: Object.fromEntries(
    Object.entries(blueprint.parameters).map(([name, each]) => [name, { ...each, description: 'Another text.' }]),
  ),
});

test.each(catalog)(
  'a stack of $name whose boundary a user has can be updated to another name of the vendor and other texts',
  async (blueprint) => {
    const sandbox = createSandbox({ dataDir: ':memory:' });
    const values = Object.fromEntries(
      boundaryParameters(blueprint).map(({ name, widest }) => [name, widest ?? notGiven]),
    );
    const vendors = [
      { vendor: settings, of: blueprint },
      { vendor: { ...settings, vendorName: 'Renamed Vendor' }, of: reworded(blueprint) },
    ];
    const templates = vendors.map(({ vendor, of }) => bootstrapTemplate(of, vendor));
    expect(new Set(templates).size).toBe(2);
    const files = new Map(templates.map((template) => [templateFile(template), template]));
    const launcher = createLauncher(sandbox, files, openStackStore(undefined));
    const [before = '', after = ''] = vendors.map(
      ({ vendor, of }) =>
        describeAccess(vendor, of, { tenantId, accountId, externalId, boundaries: {} }, values).launchUrl,
    );
    const { outputs } = await launcher.launch(before, accountId);
    const { BoundaryArn: PermissionsBoundary } = outputs;
    await rootOf(sandbox, accountId).iam.createUser({ UserName: 'ada', PermissionsBoundary });
    const updated = await launcher.launch(after, accountId, { update: true });
    expect(updated).toMatchObject({ status: 'UPDATE_COMPLETE', outputs: { BoundaryArn: PermissionsBoundary } });
    expect(updated.statusReason).toBeUndefined();
  },
);

test.each(catalog)('the boundary of $name has the description that the stacks of all tenants have', (blueprint) => {
  // A policy with another description would have to be replaced, which CloudFormation refuses for a policy with a name.
  expect(launchedStack(blueprint, {}).boundary.Description).toBe(
    `Permissions boundary of the users that are created for ${blueprint.name}.`,
  );
});
