import * as z from 'zod';
import { catalog } from '../../catalog/index.ts';
import { vendorAccountId } from '../../local/sandbox/vendor.ts';
import { requiredParameters } from '../../local/requiredParameters.ts';
import { drain, settle, workFor } from '../model/settle.ts';
import type { Tenant } from '../model/tenant.ts';
import type { World } from '../model/world.ts';
import { accountIds, tenantIds, type Known } from './known.ts';
import type { Random } from './random.ts';

const offer = z.object({ launchUrl: z.string() });
/** A trust policy that does not require the external ID. */
const everybodyOfVendor = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${vendorAccountId}:root` }, Action: 'sts:AssumeRole' },
  ],
});
const hourMs = 3_600_000;

/** What happens besides the requests: stacks are launched, time passes, and the workers run. */
export async function surroundings(world: World, tenant: Tenant, known: Known, random: Random) {
  const { time } = world;
  const launch = async (launchUrl: string) => {
    tenant.check();
    // A link for other parameters changes the stack. A link that is outdated is refused.
    await time.until(world.launcher.launch(launchUrl, accountIds[0]).catch(() => undefined));
    tenant.accept();
  };
  const [accountId] = accountIds;
  for (const tenantId of tenantIds.slice(0, 3)) {
    for (const blueprint of catalog) {
      const isBase = tenantId === tenant.tenantId && blueprint.name === tenant.blueprint;
      if (isBase || random.chance(0.2)) continue;
      const body = { accountId, blueprint: blueprint.name, parameters: requiredParameters(blueprint, 2) };
      const { answer } = world.send('POST', `/v1/tenants/${tenantId}/access`, body);
      await launch(offer.parse(JSON.parse((await time.until(answer)).text)).launchUrl);
    }
  }
  await tenant.launch();
  await time.until(time.sleep(random.pick([0, 60_000, 600_000])));

  const leave = async (tenantId: string) => {
    for (const { id } of known.onboardings().filter((each) => each.tenantId === tenantId))
      await time.until(world.send('DELETE', `/v1/onboardings/${id}`).answer);
    await settle(world, 2000);
    await time.until(time.sleep(26 * hourMs));
    known.wishes.push({ operationId: 'retireAccess', path: { tenantId, accountId } });
    known.wishes.push({ operationId: 'eraseTenant', path: { tenantId } });
  };

  return {
    /** Before a request. Now and then, a tenant leaves: all that it has ends, and then its data is erased. */
    before: async (n: number): Promise<void> => {
      if (n % 90 === 70) await leave(random.pick(tenantIds));
    },
    /** Between two requests. */
    between: async (): Promise<void> => {
      if (random.chance(0.5)) await drain(world);
      if (random.chance(0.3)) await time.until(time.sleep(random.below(5000)));
      if (random.chance(0.05)) await workFor(world, random.pick([1, 3, 20]));
      if (random.chance(0.05) && known.launches.length > 0) await launch(random.pick(known.launches).launchUrl);
      if (random.chance(0.02)) world.vendor.fail(random.below(4));
      if (random.chance(0.02) && tenant.isTrusting())
        await (random.chance(0.5) ? tenant.refuse() : tenant.refuse(everybodyOfVendor));
      else if (random.chance(0.1)) await tenant.trustAgain();
      if (random.chance(0.008)) {
        await settle(world, 2000);
        await time.until(time.sleep(26 * hourMs));
      }
    },
  };
}
