import { planOf } from '../blueprints/blueprints.ts';
import type { CreateRequest } from '../requests/firstRecord.ts';
import type { Deps } from './ports.ts';
import { chooseKeyWriting, type KeyWriting } from './views/keyAnswer.ts';
import type { ApiRequest } from './request/request.ts';
import { createErrors } from './furtherErrors.ts';
import { resolveBlueprint, resolveRole, resolveWebhook } from './resolve.ts';
import { resolveLink } from './resolveLink.ts';
import { readCreateBody } from './request/schema.ts';

/**
 * Reads a create request and the format of its keys. Throws a problem if the request is invalid, before anything is
 * created.
 */
export function readCreate(request: ApiRequest, deps: Deps<'catalog'>): { create: CreateRequest; writing: KeyWriting } {
  const { caller, keyed, isAsynchronous, deadline } = request;
  const { tenantId, accountId, ...wanted } = readCreateBody(request.body, createErrors(deps, caller));
  const { blueprint, parameters } = resolveBlueprint(deps, wanted.blueprint, wanted.parameters);
  const { userNames } = planOf(deps, { id: '', tenantId, accountId, blueprint: blueprint.name, parameters }).plan;
  return {
    create: {
      tenantId,
      accountId,
      blueprint,
      parameters,
      tags: wanted.tags,
      roleArn: resolveRole(deps, blueprint, { tenantId, accountId, bootstrapRoleArn: wanted.bootstrapRoleArn }),
      webhook: resolveWebhook(deps, wanted.webhook),
      link: resolveLink(deps, wanted.link, '/link'),
      caller: caller.name,
      keyed,
      isAsynchronous,
      deadline,
    },
    writing: chooseKeyWriting(request, { blueprint: blueprint.name, parameters, userNames }),
  };
}
