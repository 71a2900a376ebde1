import { settleBystander } from './bystander.ts';
import { startHouse } from './house.ts';

async function openPlace(bundle: string) {
  const house = await startHouse(bundle);
  return { house, bystander: await settleBystander(house) };
}

/** A house, and the other tenant that lives in it. */
type Place = Awaited<ReturnType<typeof openPlace>>;

/** Houses side by side, each with processes of its own: no cell disturbs another. */
export interface Places {
  /** Each piece of work in the next place that is free; results are in the order of `all`. */
  everywhere<T, R>(all: readonly T[], work: (place: Place, each: T) => Promise<R>): Promise<readonly R[]>;
  stop(): Promise<void>;
}

export function openPlaces(count: number, bundle: string): Places {
  const places: Promise<Place>[] = [];
  // One after the other: to start takes more of the machine than to run.
  for (let each = 0; each < count; each += 1) {
    places.push((places.at(-1) ?? Promise.resolve()).then(() => openPlace(bundle)));
  }
  return {
    everywhere: async (all, work) => {
      const waiting = [...all.entries()];
      const done = await Promise.all(
        places.map(async (opening) => {
          const place = await opening;
          const own: [number, Awaited<ReturnType<typeof work>>][] = [];
          for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
            own.push([next[0], await work(place, next[1])]);
          return own;
        }),
      );
      return done
        .flat()
        .toSorted(([a], [b]) => a - b)
        .map(([, result]) => result);
    },
    stop: async () => {
      for (const { house } of await Promise.all(places)) await house.stop();
    },
  };
}
