import { IamRefusal } from './iam.ts';

/** What happened to a stack or to one of its resources, as DescribeStackEvents lists it. */
export interface StackEvent {
  /** ISO 8601. */
  readonly at: string;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
}

type Subject = Pick<StackEvent, 'logicalId' | 'physicalId' | 'type'>;

/** Adds an event of one operation on a stack. */
export type NoteEvent = (of: Subject, status: string, reason?: string) => void;

/** The events of the stacks, also of deleted ones. They are in memory only, so they are lost after a restart. */
export interface StackEvents {
  /**
   * Returns a function that adds events to a stack.
   * @param at returns when the event happens, in epoch milliseconds; it may be later than now
   */
  of(stackId: string, at?: () => number): NoteEvent;
  /** Returns the events of a stack that have happened, newest first. Undefined if none is known. */
  list(stackId: string): readonly StackEvent[] | undefined;
  clear(): void;
}

/** How many stacks have events. If there are more, those of the oldest stack are forgotten. */
const maxStacks = 200;

/** @param now returns epoch milliseconds */
export function createStackEvents(now: () => number): StackEvents {
  const histories = new Map<string, { readonly at: number; readonly event: StackEvent }[]>();
  return {
    of:
      (stackId, at = now) =>
      (of, status, reason) => {
        const history = histories.get(stackId) ?? [];
        const ms = at();
        const event = { at: new Date(ms).toISOString(), ...of, status, ...(reason !== undefined && { reason }) };
        history.push({ at: ms, event });
        histories.set(stackId, history);
        const [oldest] = histories.keys();
        if (histories.size > maxStacks && oldest !== undefined) histories.delete(oldest);
      },
    list: (stackId) => {
      const happened = now();
      return histories
        .get(stackId)
        ?.filter(({ at }) => at <= happened)
        .map(({ event }) => event)
        .toReversed();
    },
    clear: () => {
      histories.clear();
    },
  };
}

/** The stack itself, as the subject of its own events. */
export function stackItself({ stackId, stackName }: { readonly stackId: string; readonly stackName: string }): Subject {
  return { logicalId: stackName, physicalId: stackId, type: 'AWS::CloudFormation::Stack' };
}

/**
 * Does the work on a resource, and adds an event before it and one after it. If IAM refuses the work, the second event
 * has the reason.
 * @throws what `work` throws.
 */
export async function noted(
  note: NoteEvent,
  { logicalId, physicalId, type }: Subject,
  action: 'CREATE' | 'UPDATE' | 'DELETE',
  work: () => Promise<void>,
): Promise<void> {
  const of = { logicalId, physicalId, type };
  note(of, `${action}_IN_PROGRESS`);
  try {
    await work();
  } catch (error) {
    if (error instanceof IamRefusal) note(of, `${action}_FAILED`, error.message);
    throw error;
  }
  note(of, `${action}_COMPLETE`);
}
