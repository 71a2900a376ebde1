import { planOf } from '../blueprints/blueprints.ts';
import type { CreateRequest } from '../requests/firstRecord.ts';
import type { Deps } from './ports.ts';
import { chooseKeyWriting } from './views/keyAnswer.ts';
import type { KeyWriting } from './views/keyFile.ts';
import type { ApiRequest } from './request/request.ts';
import { createErrors } from './furtherErrors.ts';
import { resolveBlueprint, resolveRole, resolveWebhook } from './resolve.ts';
import { resolveLink } from './resolveLink.ts';
import { readSealing, type Sealing } from './recipient.ts';
import { readCreateBody } from './request/schema.ts';

/** A create request, and in which form it gets its keys. */
interface ReadCreate {
  readonly create: CreateRequest;
  readonly writing: KeyWriting;
  readonly sealing: Sealing | undefined;
}

/**
 * Reads a create request and the format of its keys. Throws a problem if the request is invalid, before anything is
 * created.
 */
export async function readCreate(request: ApiRequest, deps: Deps<'catalog'>): Promise<ReadCreate> {
  const { caller, keyed, isAsynchronous, deadline } = request;
  const { tenantId, accountId, ...wanted } = readCreateBody(request.body, createErrors(deps, caller));
  const { blueprint, parameters } = resolveBlueprint(deps, wanted.blueprint, wanted.parameters, accountId);
  const { userNames } = planOf(deps, { id: '', tenantId, accountId, blueprint: blueprint.name, parameters }).plan;
  const writing = chooseKeyWriting(request, { blueprint: blueprint.name, parameters, userNames });
  const sealing = await readSealing(deps, { recipientKey: wanted.recipientKey, writing, caller });
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
      seal: sealing?.seal,
    },
    writing,
    sealing,
  };
}
