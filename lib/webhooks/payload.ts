import { clip } from '../core/errors.ts';
import { eventSchemas, isEventType, payloadVersion, type EventType } from './eventSchemas.ts';

/** The content of a webhook event. */
export interface WebhookMessage {
  readonly type: string;
  /** When it happened, in epoch milliseconds. */
  readonly at: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The size limit of a body. Standard Webhooks recommends less than 20 kb. */
export const payloadLimitBytes = 20_000;

/** The maximum lengths, in characters, of texts that may contain long messages from AWS. Longer texts are truncated. */
const longestDetail = 2000;
const longestReason = 300;

/**
 * Returns the body of an event. It depends on the event only, so that all tries of an event send the same bytes. If the
 * body would exceed the limit, the end of its list is omitted, and `omitted` is the number of omitted entries.
 * Resources that are left in the account come first.
 *
 * @throws Error if the type is unknown or the data does not match it, which is a defect of Latchkey
 */
export function payloadOf({ type, at, data }: WebhookMessage): string {
  if (!isEventType(type)) throw new Error(`There is no event type ${type}.`);
  const text = (shortened: unknown) =>
    JSON.stringify({ type, version: payloadVersion, timestamp: new Date(at).toISOString(), data: shortened });
  return text(truncated(eventSchemas[type].parse(data), (shortened) => Buffer.byteLength(text(shortened))));
}

type Data = ReturnType<(typeof eventSchemas)[EventType]['parse']>;

function truncated(data: Data, bytesOf: (data: Data) => number): Data {
  if ('problem' in data) {
    const { detail, ...problem } = data.problem;
    const clipped = { ...data, problem: { ...problem, detail: clip(detail, longestDetail) } };
    if (!('leftovers' in clipped)) return clipped;
    return fit(clipped.leftovers, (leftovers, more) => ({ ...clipped, leftovers, ...more }), bytesOf);
  }
  if ('drift' in data) {
    const before = data.omitted ?? 0;
    const withAll = ({ omitted = 0 }: { omitted?: number }) =>
      omitted + before > 0 ? { omitted: omitted + before } : {};
    return fit(data.drift, (drift, more) => ({ ...data, drift, ...withAll(more) }), bytesOf);
  }
  if ('receipt' in data) {
    const resources = data.receipt.resources.map(({ reason, ...rest }) =>
      reason === undefined ? rest : { ...rest, reason: clip(reason, longestReason) },
    );
    const leftFirst = resources.toSorted((one, other) => rank(one.status) - rank(other.status));
    // The event itself may contain only a part of a long receipt.
    const before = data.receipt.omitted ?? 0;
    const withAll = ({ omitted = 0 }: { omitted?: number }) =>
      omitted + before > 0 ? { omitted: omitted + before } : {};
    return fit(leftFirst, (some, more) => ({ ...data, receipt: { resources: some, ...withAll(more) } }), bytesOf);
  }
  return data;
}

/**
 * Returns the data with the whole list, or with as many entries as fit into the limit and the number of omitted ones.
 */
function fit<T>(
  all: readonly T[],
  dataWith: (some: T[], more: { omitted?: number }) => Data,
  bytesOf: (data: Data) => number,
): Data {
  const whole = dataWith([...all], {});
  if (bytesOf(whole) <= payloadLimitBytes) return whole;
  let room = payloadLimitBytes - bytesOf(dataWith([], { omitted: all.length }));
  const some = all.filter((item) => (room -= Buffer.byteLength(JSON.stringify(item)) + 1) >= 0);
  return dataWith(some, { omitted: all.length - some.length });
}

const rank = (status: string) => (status === 'left' ? 0 : 1);
