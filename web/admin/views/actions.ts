import { html, nothing } from 'lit';
import type { Status } from '../../../client/index.ts';
import { hashOf } from '../address.ts';
import { messages } from '../messages.ts';
import type { AdminContext, Opened } from '../state.ts';
import { actionButton, foreign, type Part } from './parts.ts';

/** In which statuses "try again" has an effect. */
const canRetry: Readonly<Record<Status, boolean>> = {
  awaiting_access: true,
  provisioning: true,
  ready: false,
  claiming: false,
  claimed: false,
  rotating: false,
  updating: false,
  rolling_back: false,
  failed: true,
  needs_attention: true,
  expired: false,
  offboarding: false,
  offboarded: false,
};

/** What can be done with the onboarding and its tenant. */
export function actions(context: AdminContext, { onboarding: { id, status, tenantId } }: Opened): Part {
  const { state, provision, confirm, allow } = context;
  const isRunning = state.running !== undefined;
  const scope = `tenant:${tenantId}`;
  const stopped = state.stops?.stops.find((each) => each.scope === scope);
  return html`${
      stopped === undefined
        ? nothing
        : html`<p class="notice warn">${messages.stops.isStopped} ${foreign(stopped.reason)}</p>`
    }
    <div class="buttons">
      ${
        canRetry[status]
          ? actionButton(
              messages.retry.button,
              isRunning,
              () => {
                provision(id);
              },
              { kind: 'primary' },
            )
          : nothing
      }
      ${
        stopped === undefined
          ? html`<a class="button" href=${hashOf({ name: 'stops', scope })}>${messages.stops.ofTenant}</a>`
          : actionButton(messages.stops.allow, isRunning, () => {
              allow(scope);
            })
      }
      ${
        status === 'offboarded'
          ? nothing
          : actionButton(
              messages.offboard.button,
              isRunning,
              () => {
                confirm({});
              },
              { kind: 'danger' },
            )
      }
    </div> `;
}
