import { isOutdated } from '../../blueprints/versions.ts';
import type { ListPage } from '../../record/ports.ts';
import type { OnboardingList } from '../answerSchemas.ts';
import type { AnswerDeps } from '../ports.ts';
import { cursorAfter } from '../request/cursor.ts';
import { asText, type ListFilters } from '../request/listQuery.ts';
import { onboardingView } from './onboardingView.ts';

/**
 * Returns a page of the list for an answer. It contains no access offers; reading a single onboarding returns them.
 */
export function listView(
  deps: Pick<AnswerDeps<'catalog'>, 'catalog' | 'apiPath'>,
  { onboardings, next }: ListPage,
  filters: ListFilters,
): OnboardingList {
  const { apiPath } = deps;
  return {
    onboardings: onboardings.map((onboarding) =>
      onboardingView(onboarding, { apiPath, isOutdated: isOutdated(deps, onboarding) }),
    ),
    cursor: next === undefined ? null : cursorAfter(next, asText(filters)),
  };
}
