import type { ProblemSlug } from '../../lib/core/errors.ts';
import { ofAccount } from './ofAccount.ts';
import { ofOnboarding } from './ofOnboarding.ts';
import type { ProblemText } from './problemText.ts';
import { ofRequest } from './ofRequest.ts';
import { ofService } from './ofService.ts';

/** What a person needs to know about each problem. A new problem does not compile without its text. */
export const problemTexts: Readonly<Record<ProblemSlug, ProblemText>> = {
  ...ofRequest,
  ...ofOnboarding,
  ...ofAccount,
  ...ofService,
};
