/**
 * Returns the member of a media type that has its only example. It is `examples`, because RapiDoc 9.3.8 does not show a
 * single `example` of a body.
 */
export const exampleOf = (value: unknown) => ({ examples: { example: { summary: 'Example', value } } });
