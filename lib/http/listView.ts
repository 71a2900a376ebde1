import * as z from 'zod/mini';
import type { ListPage } from '../ports.ts';
import { cursorAfter } from './cursor.ts';
import { asText, type ListFilters } from './listQuery.ts';
import { onboardingSchema, onboardingView } from './onboardingView.ts';

const listSchema = z.object({ onboardings: z.array(onboardingSchema), cursor: z.nullable(z.string()) });

/** A page of the list for an answer; the offer of an onboarding that waits is left to its own call. */
export function listView({ onboardings, next }: ListPage, filters: ListFilters): z.infer<typeof listSchema> {
  return {
    onboardings: onboardings.map((onboarding) => onboardingView(onboarding)),
    cursor: next === undefined ? null : cursorAfter(next, asText(filters)),
  };
}
