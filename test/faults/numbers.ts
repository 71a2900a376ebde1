let last = 0;

/** Every cell has a tenant and an account of its own; 0 is the controlTenant's. */
export const nextNumber = (): number => (last += 1);
