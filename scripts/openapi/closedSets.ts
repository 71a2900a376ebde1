import { routes } from '../../lib/http/routes.ts';
import { userItemTypes } from '../../lib/record/userItems.ts';

const actions = Object.values(routes).flatMap(({ action }) => action ?? []);

/** The actions in the audit trail of an onboarding: those of the requests, and the work that no caller asked for. */
export const auditActions: readonly string[] = [...new Set([...actions, 'work'])];

/** The actions in the audit trail of the deployment. */
export const controlActions: readonly string[] = actions.filter((action) =>
  ['stop', 'allow', 'change-external-id', 'erase-tenant'].includes(action),
);

/** A scope, as lib/http/request/stopScope.ts accepts it. */
export const scopePattern = '^(all|tenant:[A-Za-z0-9][A-Za-z0-9._-]{0,127}|blueprint:[\\w-]{1,64})$';

/** What a line of a receipt can be about. */
export const receiptTypes: readonly string[] = ['user', 'group', 'policy', ...userItemTypes, 'permissions-boundary'];
