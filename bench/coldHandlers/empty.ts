/** A function that does nothing: what Node itself needs to start and to answer. */
export const handler = () => Promise.resolve({ statusCode: 200 });
