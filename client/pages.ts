import { LatchkeyConnectionError } from './latchkeyConnectionError.ts';
import type { ListOnboardingsData, Onboarding, OnboardingList } from './generated/types.gen.js';

/** Which onboardings to list. */
export type ListQuery = NonNullable<ListOnboardingsData['query']>;

type ReadPage = (query: ListQuery) => Promise<OnboardingList>;

/** Yields the pages of a list, beginning with the one that `query.cursor` names. Reads a page only when it is needed. */
export async function* pagesOf(readPage: ReadPage, query: ListQuery): AsyncGenerator<OnboardingList, void, void> {
  for (let next: ListQuery | undefined = query; next !== undefined;) {
    const page: OnboardingList = await readPage(next);
    // Otherwise this would read the same page for ever.
    if (page.cursor !== null && page.cursor === next.cursor) throw namesItself();
    yield page;
    next = page.cursor === null ? undefined : { ...query, cursor: page.cursor };
  }
}

function namesItself(): LatchkeyConnectionError {
  const detail = 'a page of the list names itself as the next one.';
  const call = 'listOnboardings';
  return new LatchkeyConnectionError({
    reason: 'not-latchkey',
    call,
    detail,
    idempotencyKey: undefined,
    cause: undefined,
  });
}

/** Yields every onboarding of a list, newest first. */
export async function* onboardingsOf(readPage: ReadPage, query: ListQuery): AsyncGenerator<Onboarding, void, void> {
  for await (const { onboardings } of pagesOf(readPage, query)) yield* onboardings;
}
