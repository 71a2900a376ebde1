import type { CallerKind } from './ports.ts';
import * as table from './routeTable.ts';
import type { Route } from './routeTable.ts';

export type { Route };

/** The name of a route, which is also the name of its function and of the file `handlers/{name}.ts`. */
export type RouteName = keyof typeof table;

/**
 * Every route of the API, in the order of the documentation. Tests and the compiler check that serverless.yml, the
 * handlers and the local server have the same routes.
 */
export const routes: Readonly<Record<RouteName, Route>> = {
  createOnboarding: table.createOnboarding,
  listOnboardings: table.listOnboardings,
  getOnboarding: table.getOnboarding,
  reviewOnboarding: table.reviewOnboarding,
  provisionOnboarding: table.provisionOnboarding,
  claimCredentials: table.claimCredentials,
  retireKey: table.retireKey,
  reactivateKey: table.reactivateKey,
  rotateCredentials: table.rotateCredentials,
  updateOnboarding: table.updateOnboarding,
  previewUpdate: table.previewUpdate,
  offboard: table.offboard,
  onboardingEvents: table.onboardingEvents,
  onboardingHealth: table.onboardingHealth,
  handoverMessage: table.handoverMessage,
  createLink: table.createLink,
  shareLink: table.shareLink,
  revokeLink: table.revokeLink,
  endLink: table.endLink,
  listDeliveries: table.listDeliveries,
  redeliver: table.redeliver,
  tenantAccess: table.tenantAccess,
  retireAccess: table.retireAccess,
  getAccess: table.getAccess,
  changeExternalId: table.changeExternalId,
  eraseTenant: table.eraseTenant,
  listStops: table.listStops,
  stopRequests: table.stopRequests,
  allowRequests: table.allowRequests,
  countStatuses: table.countStatuses,
  stepTimes: table.stepTimes,
  awsProfiles: table.awsProfiles,
  listBlueprints: table.listBlueprints,
  getBlueprint: table.getBlueprint,
  previewBlueprint: table.previewBlueprint,
  testWebhook: table.testWebhook,
  webhookKeys: table.webhookKeys,
  openApi: table.openApi,
  health: table.health,
};

/** Returns the route key of API Gateway, such as `POST /v1/onboardings`. */
export const routeKey = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`;

/** Whether link tokens are all that a route accepts. API Gateway requires no signature for it in any deployment. */
export const isForLinksAlone = ({ callers }: Pick<Route, 'callers'>): boolean =>
  callers !== 'anybody' && callers.every((kind) => kind === 'link');

/** Whether a caller of this kind may call the route. */
export function mayCall(route: Pick<Route, 'callers'>, kind: CallerKind): boolean {
  const { callers } = route;
  if (callers === 'anybody') return true;
  switch (kind) {
    case 'vendor':
    case 'operator':
    case 'link':
      return callers.includes(kind);
    case 'signer':
      return !isForLinksAlone(route);
    case 'anybody':
      return false;
  }
}
