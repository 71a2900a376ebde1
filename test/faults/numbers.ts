let last = 0;

/** Returns a new number for the tenant and account of a cell. The control tenant has 0. */
export const nextNumber = (): number => (last += 1);
