import type { Blueprint } from '../../catalog/blueprint.ts';
import { findBlueprint } from '../blueprints/versions.ts';
import { ProblemError, type FieldError } from '../core/errors.ts';
import type { Partition } from '../core/partitions.ts';
import type { Deps } from './ports.ts';
import { mayActFor, type Caller } from './request/caller.ts';
import type { FurtherErrors } from './request/readBody.ts';
import { accessBody, createBody, previewBody } from './request/schema.ts';
import {
  assertTagsFit,
  resolveBlueprint,
  resolveBoundaryValues,
  resolveLaunchRegion,
  resolveRole,
  resolveValues,
  resolveWebhook,
} from './resolve.ts';

/** The errors of a create request that depend on the deployment and the caller. */
export const createErrors =
  (deps: Deps<'catalog'>, caller: Caller): FurtherErrors =>
  (given) => {
    const { shape } = createBody;
    const { data: tenantId = '' } = shape.tenantId.safeParse(given['tenantId']);
    const isAllowed = mayActFor(caller, tenantId);
    const accountId = accountIn(given);
    const { data: bootstrapRoleArn } = shape.bootstrapRoleArn.safeParse(given['bootstrapRoleArn']);
    const name = blueprintIn(given);
    const blueprint = findBlueprint(deps, name);
    return [
      // Does not reveal whether the tenant exists.
      ...(isAllowed
        ? []
        : [{ pointer: '/tenantId', detail: 'is not a tenant that this token is allowed to act for.' }]),
      ...errorsOf(() => {
        const { blueprint: found, parameters } = resolveBlueprint(deps, name, parametersIn(given), accountId);
        assertTagsFit(deps, found, parameters, shape.tags.safeParse(given['tags']).data);
      }),
      ...errorsOf(() => {
        if (isAllowed && tenantId !== '' && accountId !== undefined && blueprint !== undefined)
          resolveRole(deps, blueprint, { tenantId, accountId, bootstrapRoleArn });
      }),
      ...errorsOf(() => resolveWebhook(deps, shape.webhook.safeParse(given['webhook']).data)),
    ];
  };

/** The errors of a request for an access that depend on the deployment. */
export const accessErrors =
  (deps: Deps<'catalog'>): FurtherErrors =>
  (given) => [
    ...errorsOf(() => resolveBoundaryValues(deps, blueprintIn(given), parametersIn(given), accountIn(given))),
    ...errorsOf(() => resolveLaunchRegion(deps, accessBody.shape.launchRegion.safeParse(given['launchRegion']).data)),
  ];

/** The errors of a preview's parameters. `otherwise` is the partition if the request has none. */
export const previewErrors =
  (blueprint: Blueprint, otherwise: Partition): FurtherErrors =>
  (given) => {
    const partition = previewBody.shape.partition.safeParse(given['partition']).data ?? otherwise;
    return errorsOf(() => resolveValues(blueprint, parametersIn(given), { partition, accountId: accountIn(given) }));
  };

/** Returns an empty text, which names no blueprint, for a value that is not a text. The schema reports such a value. */
const blueprintIn = (given: Readonly<Record<string, unknown>>) =>
  createBody.shape.blueprint.safeParse(given['blueprint']).data ?? '';

const accountIn = (given: Readonly<Record<string, unknown>>) =>
  createBody.shape.accountId.safeParse(given['accountId']).data;

const parametersIn = (given: Readonly<Record<string, unknown>>) =>
  createBody.shape.parameters.safeParse(given['parameters']).data;

/** Returns the errors of the 422 problem that `check` throws. */
function errorsOf(check: () => unknown): readonly FieldError[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof ProblemError && error.problem.errors !== undefined) return error.problem.errors;
    throw error;
  }
}
