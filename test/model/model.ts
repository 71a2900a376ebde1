import * as z from 'zod';
import { slotIsFree, type Onboarding } from '../../lib/record/onboarding.ts';
import { keysIn } from './invariants.ts';
import type { Answer } from './invocations.ts';

const body = z.looseObject({
  id: z.string().optional(),
  onboarding: z.string().optional(),
  status: z.unknown(),
  type: z.string().optional(),
});

/** Checks each answer against what the API guarantees to callers, whatever goes wrong. */
export function openModel() {
  const disclosed = new Set<string>();
  const firstUnder = new Map<string, { readonly request: string; id: string | undefined }>();
  const wrong: string[] = [];
  const say = (text: string, answer: Answer) =>
    void wrong.push(`${text}: ${String(answer.status)} ${answer.text.slice(0, 300)}`);

  const readAnswer = (answer: Answer, mayFailInternally: boolean) => {
    const read = body.parse(JSON.parse(answer.text));
    if (read.type?.endsWith(':internal-error') === true && !mayFailInternally)
      say('nobody may be told of an internal error', answer);
    return read;
  };
  const common = (answer: Answer, mayFailInternally = false) => {
    const read = readAnswer(answer, mayFailInternally);
    if (keysIn(answer).length > 0 && read.id !== undefined) {
      if (disclosed.has(read.id)) say(`${read.id} is disclosed twice`, answer);
      disclosed.add(read.id);
    }
    return read;
  };

  return {
    wrong,
    common,
    /** Checks the answer to a rotation, which discloses one new key. `shownOnce` checks that no key is disclosed twice. */
    rotate: (answer: Answer, mayFailInternally = false) => {
      readAnswer(answer, mayFailInternally);
      if (keysIn(answer).length > 1) say('a rotation discloses one key', answer);
    },
    /** Forgets the idempotency keys, which are valid for 24 hours. */
    forgetKeys: () => {
      firstUnder.clear();
    },
    /** Checks the answer to a create. An idempotency key belongs to one request and one onboarding. */
    create: (
      answer: Answer,
      key: string | undefined,
      request: string,
      records: ReadonlyMap<string, Onboarding>,
      mayFailInternally = false,
    ) => {
      const read = common(answer, mayFailInternally);
      const isDone = answer.status === 200 || answer.status === 201 || answer.status === 202;
      if (isDone && read.id === undefined) say('a create names its onboarding', answer);
      if (read.type?.endsWith(':slot-held') === true) {
        const holder = records.get(read.onboarding ?? '');
        if (holder === undefined) say('a slot is held by nobody', answer);
      }
      if (key === undefined) return;
      const first = firstUnder.get(key) ?? { request, id: undefined };
      if (!firstUnder.has(key) && isDone) firstUnder.set(key, first);
      if (first.request !== request) {
        if (isDone) say(`key ${key} stands for two requests`, answer);
        return;
      }
      if (!isDone) return;
      if (first.id !== undefined && first.id !== read.id) say(`key ${key} stands for ${first.id} as well`, answer);
      first.id = read.id;
    },
    /**
     * Checks the answer to a GET. Any earlier status is allowed, because the record can change before the answer
     * arrives.
     */
    read: (answer: Answer, statuses: readonly string[]) => {
      if (!statuses.includes(String(common(answer).status))) say(`it has only been ${statuses.join(', ')}`, answer);
    },
    /** Checks the answer to an update: an onboarding in use, or one that is updated by a worker. */
    update: (answer: Answer, mayFailInternally = false) => {
      const { status } = common(answer, mayFailInternally);
      const isDone = answer.status === 200 && status !== 'ready' && status !== 'claimed';
      if (isDone && status !== 'offboarded' && status !== 'needs_attention')
        say('an update that is done has an end', answer);
    },
    offboard: (answer: Answer, mayFailInternally = false) => {
      const read = common(answer, mayFailInternally);
      if (answer.status === 200 && read.status !== 'offboarded' && read.status !== 'needs_attention')
        say('an offboarding that is done has an end', answer);
    },
    /** Checks, when nothing is due, that at most one onboarding holds each slot. */
    whenIdle: (records: readonly Onboarding[]) => {
      const held = records.filter(({ status }) => !slotIsFree(status));
      const slots = held.map(({ userNames }) =>
        userNames
          .map((name) => name.toLowerCase())
          .sort()
          .join(),
      );
      if (new Set(slots).size < slots.length) wrong.push(`two hold one slot: ${slots.join(' ')}`);
    },
  };
}
