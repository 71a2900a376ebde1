import type { ListPage } from '../../record/ports.ts';
import type { OnboardingList } from '../answerSchemas.ts';
import { cursorAfter } from '../request/cursor.ts';
import { asText, type ListFilters } from '../request/listQuery.ts';
import { onboardingView } from './onboardingView.ts';

/**
 * Returns a page of the list for an answer. It contains no access offers; reading a single onboarding returns them.
 * `apiPath`: how the paths of calls begin.
 */
export function listView({ onboardings, next }: ListPage, filters: ListFilters, apiPath: string): OnboardingList {
  return {
    onboardings: onboardings.map((onboarding) => onboardingView(onboarding, { apiPath })),
    cursor: next === undefined ? null : cursorAfter(next, asText(filters)),
  };
}
