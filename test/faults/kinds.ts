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

/** By the clock of the test, in milliseconds. */
export const throttledForMs = 30_000;

/** What goes wrong, and with which call: its name, and the how-manieth of that name. */
const injectionSchema = z.object({ call: z.string(), kind: kindSchema });
export type Injection = z.infer<typeof injectionSchema>;

/** What the AWS process is to do while a phase runs. */
export const orderSchema = z.object({
  /** The service process that is to die. */
  pid: z.number(),
  inject: injectionSchema.optional(),
  /** Calls that are refused for good, once nothing else is on its way; the phase begins with the first of them. */
  refuse: z.string().optional(),
});
export type Order = z.infer<typeof orderSchema>;

/** What came of it. */
export const reportSchema = z.object({
  /** Every call of the service in this phase, in the order of arrival. */
  calls: z.array(z.string()),
  hasStruck: z.boolean(),
});
export type Report = z.infer<typeof reportSchema>;
