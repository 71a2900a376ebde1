import type middyDefault from '@middy/core';

/** The named export is there in the code, not in the types; a default import is undefined under jest. */
declare module '@middy/core' {
  export const middy: typeof middyDefault;
}
