import type { ListPage } from '../../record/ports.ts';
import { cursorAfter } from '../request/cursor.ts';
import { asText, type ListFilters } from '../request/listQuery.ts';
import { onboardingView, type OnboardingView } from './onboardingView.ts';

export interface ListView {
  readonly onboardings: readonly OnboardingView[];
  readonly cursor: string | null;
}

/** A page of the list for an answer; the offer of an onboarding that waits is left to its own call. */
export function listView({ onboardings, next }: ListPage, filters: ListFilters): ListView {
  return {
    onboardings: onboardings.map((onboarding) => onboardingView(onboarding)),
    cursor: next === undefined ? null : cursorAfter(next, asText(filters)),
  };
}
