import type { Answer } from './house.ts';
import { recover } from './recover.ts';
import type { Site } from './site.ts';

/** A stretch of an onboarding's life in which a call may go wrong. */
export interface Phase {
  readonly name: string;
  /** What comes before, without a fault. */
  readonly arrange: (site: Site) => Promise<unknown>;
  readonly act: (site: Site) => Promise<unknown>;
  /** Whether its caller wants it gone; else, keys. */
  readonly isEnd?: true;
  /** Whether a clean run leaves all that the blueprint makes. */
  readonly leavesAll: boolean;
  /** Calls that are refused while it acts; it begins when the first one was. */
  readonly refuse?: string;
}

const nothing = () => Promise.resolve();

async function must(expected: number, answer: Promise<Answer>): Promise<void> {
  const { status, text } = await answer;
  if (status !== expected) throw new Error(`expected ${String(expected)}, not ${String(status)}: ${text}`);
}

async function madeReady(site: Site): Promise<void> {
  await must(202, site.createLater());
  await recover(site.house);
}

export const phases: readonly Phase[] = [
  { name: 'create', leavesAll: true, arrange: nothing, act: (site) => site.create() },
  {
    name: 'create later',
    leavesAll: false,
    arrange: nothing,
    act: async (site) => {
      await site.createLater();
      await site.house.work();
    },
  },
  // The last step of each plan, when the keys are there: from then on all has to be undone.
  {
    name: 'undo',
    leavesAll: false,
    arrange: nothing,
    act: (site) => site.create(),
    refuse: '^iam:(AttachUserPolicy|AddUserToGroup)$',
  },
  {
    name: 'offboarding',
    leavesAll: false,
    arrange: (site) => must(201, site.create()),
    act: (site) => site.offboard(),
    isEnd: true,
  },
  {
    name: 'webhook',
    leavesAll: false,
    arrange: (site) => must(201, site.create()),
    act: (site) => site.house.tell(),
  },
  { name: 'claim', leavesAll: false, arrange: madeReady, act: (site) => site.claim() },
];
