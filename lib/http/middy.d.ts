import type middyDefault from '@middy/core';

/**
 * Declares the named export, which middy has in its code but not in its types. The default import is undefined in jest.
 */
declare module '@middy/core' {
  export const middy: typeof middyDefault;
}
