import { isWorkedOn, parseOnboarding, slotIsFree, type Onboarding, type Status } from '../../lib/record/onboarding.ts';
import type { Update } from '../../lib/record/onboarding.ts';
import type { LeaseSettings } from '../../lib/core/ports.ts';
import type { Caller } from '../../local/sandbox/types.ts';
import { current, type Process } from './process.ts';

/** A write that moved an onboarding from one status to another. */
interface Transition {
  readonly id: string;
  readonly from: Status | undefined;
  readonly to: Status;
  /** The phase in which an update ended. */
  readonly phase?: Update['phase'];
}

const readsOnly = /:(?:Get|List|AssumeRole)/;
/** Calls that are allowed without a lease: DeleteAccessKey names a key by an ID that only its process knows. */
const withoutLease = new Set(['iam:DeleteAccessKey']);

const slotOf = ({ tenantId, accountId, blueprint, userNames }: Onboarding) =>
  [tenantId, accountId, blueprint, ...userNames.map((name) => name.toLowerCase()).sort()].join(' ');

/** Observes writes and calls as they happen, and notes violations that cannot be seen afterwards. */
export function watch(now: () => number, settings: LeaseSettings) {
  const records = new Map<string, Onboarding>();
  const owners = new Map<string, Process | undefined>();
  const transitions: Transition[] = [];
  const wrong: string[] = [];
  let largest = 0;

  return {
    records,
    transitions,
    wrong,
    /** The size of the largest item that was written, in bytes. */
    largest: () => largest,
    /** Returns a new lease owner, and notes its process. */
    newOwner: (): string => {
      const name = `${current()?.name ?? 'nobody'}-${String(owners.size)}`;
      owners.set(name, current());
      return name;
    },
    onPut: (item: Readonly<Record<string, unknown>>, bytes: number): void => {
      largest = Math.max(largest, bytes);
      if (item['sk'] !== 'record') return;
      const after = parseOnboarding(item);
      const before = records.get(after.id);
      records.set(after.id, after);
      if (before?.status === after.status) return;
      const ended = before?.status === 'updating' ? { phase: before.update.phase } : {};
      transitions.push({ id: after.id, from: before?.status, to: after.status, ...ended });
      if (slotIsFree(after.status)) return;
      const holders = [...records.values()].filter(
        (each) => slotOf(each) === slotOf(after) && !slotIsFree(each.status),
      );
      // A later look has one of these statuses too. It runs without the slot and creates nothing.
      const laterLooks = new Set<Status>(['rolling_back', 'offboarding']);
      const holding = holders.filter(({ status }) => !laterLooks.has(status));
      if (holding.length > 1)
        wrong.push(`I1: one slot, ${holding.map(({ id, status }) => `${id} ${status}`).join(', ')}`);
    },
    /**
     * Checks that a process sends a change only under its own lease, and that the call ends before a takeover is
     * possible.
     */
    onCall: (operation: string, { arn }: Caller): void => {
      const id = /\/(ob_[0-9A-Z]{26})$/.exec(arn)?.[1];
      if (id === undefined || readsOnly.test(operation) || withoutLease.has(operation)) return;
      const record = records.get(id);
      const me = current();
      // Work on old keys has a lease of its own.
      const lease =
        record === undefined
          ? undefined
          : isWorkedOn(record)
            ? record.lease
            : 'keyWork' in record
              ? record.keyWork
              : undefined;
      if (lease === undefined) {
        wrong.push(`${me?.name ?? ''} sent ${operation} for ${id}, which is ${record?.status ?? 'nowhere'}`);
        return;
      }
      const { owner, expiresAt } = lease;
      if (owners.get(owner) !== me)
        wrong.push(`${me?.name ?? ''} sent ${operation} for ${id}, which ${owner} works on`);
      else if (now() + settings.requestTimeoutMs + settings.marginMs > expiresAt - (me?.skewMs ?? 0) + 1)
        wrong.push(`${me?.name ?? ''} sent ${operation} with ${String(expiresAt - now())} ms of its lease left`);
    },
  };
}
