/** The region of the local tables and queues. */
export const localRegion = 'us-east-1';
