import * as z from 'zod';

/** What goes wrong with one call. */
export const kinds = [
  'dies before',
  'dies after',
  'answer lost',
  'throttled for 30 s',
  'server error',
  'hangs',
  'access denied',
  'session expired',
] as const;

const kindSchema = z.enum(kinds);
export type Kind = z.infer<typeof kindSchema>;

/** How long a service throttles, in ms of the test's clock. */
export const throttledForMs = 30_000;

/** What goes wrong, and with which call: a name with `#2` means the second call of that name. */
const injectionSchema = z.object({ call: z.string(), kind: kindSchema });
export type Injection = z.infer<typeof injectionSchema>;

/** What the AWS process does while a phase runs. */
export const orderSchema = z.object({
  /** The ID of the service process that a fault of the kind "dies" kills. */
  pid: z.number(),
  inject: injectionSchema.optional(),
  /**
   * The calls to refuse, as a regular expression. A refusal is sent when no other call is in progress. Faults and
   * recording begin with the first one.
   */
  refuse: z.string().optional(),
});
export type Order = z.infer<typeof orderSchema>;

/** What happened in the phase. */
export const reportSchema = z.object({
  /** Every call of the service in this phase, in the order of arrival. */
  calls: z.array(z.string()),
  /** Whether the fault was injected. */
  wasInjected: z.boolean(),
});
export type Report = z.infer<typeof reportSchema>;
