import type { House, Items } from './house.ts';
import { recover } from './recover.ts';
import { worksAgain } from './retry.ts';
import { openSite } from './site.ts';

/** Another tenant, whose onboarding nothing may touch. */
export async function settleBystander(house: House) {
  const site = await openSite(house, 'tutum', 0);
  await site.create();
  // The first calls of a process may take longer than a call may.
  const inTheWay = await worksAgain(site);
  if (inTheWay.length > 0)
    throw new Error(`the other tenant was not onboarded: ${inTheWay.join()}\n${house.takeLog()}`);
  await recover(house);
  const look = async (items: Items) =>
    JSON.stringify([await site.account(), items.filter((item) => JSON.stringify(item).includes(`"${site.tenantId}"`))]);
  const before = await look(await house.items());
  return { before, look };
}

export type Bystander = Awaited<ReturnType<typeof settleBystander>>;
