import { eventSchemas, isEventType, payloadVersion, type EventType } from './eventSchemas.ts';

/** Something that happened, as it is told. */
export interface WebhookMessage {
  readonly type: string;
  /** When it happened, in epoch milliseconds. */
  readonly at: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Standard Webhooks asks for less than 20 kb. */
export const payloadLimitBytes = 20_000;

/** Sentences that may come from AWS, or name much, are cut here, in characters. */
const longestDetail = 2000;
const longestReason = 300;

/**
 * The body of an event: the same text for each try, since it is signed byte by byte. Of lists that would make it too
 * long the end is left out, and `omitted` says how much; what is still in the account stays before what is gone.
 *
 * @throws on a type that there is not, and on data that is not of its type: a mistake of ours.
 */
export function payloadOf({ type, at, data }: WebhookMessage): string {
  if (!isEventType(type)) throw new Error(`There is no event ${type}.`);
  const text = (shortened: unknown) =>
    JSON.stringify({ type, version: payloadVersion, timestamp: new Date(at).toISOString(), data: shortened });
  return text(fitting(eventSchemas[type].parse(data), (shortened) => Buffer.byteLength(text(shortened))));
}

type Data = ReturnType<(typeof eventSchemas)[EventType]['parse']>;

function fitting(data: Data, bytesOf: (data: Data) => number): Data {
  if ('problem' in data) {
    const { detail, ...problem } = data.problem;
    const clipped = { ...data, problem: { ...problem, detail: clip(detail, longestDetail) } };
    return fit(clipped.leftovers, (leftovers, more) => ({ ...clipped, leftovers, ...more }), bytesOf);
  }
  if ('receipt' in data) {
    const resources = data.receipt.resources.map(({ reason, ...rest }) =>
      reason === undefined ? rest : { ...rest, reason: clip(reason, longestReason) },
    );
    const leftFirst = resources.toSorted((one, other) => rank(one.status) - rank(other.status));
    return fit(leftFirst, (some, more) => ({ ...data, receipt: { resources: some, ...more } }), bytesOf);
  }
  return data;
}

/** The whole list, or as much of it as there is room for, and how many that leaves out. */
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

const clip = (text: string, length: number) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);
