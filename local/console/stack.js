import { account } from './account.js';
import { alertBox, details, element, section, status, table, time } from './dom.js';
import { removeStack, stackOf } from './sandbox.js';

const pollMs = 1000;

/** A stack with its events, which are read again until nothing is in progress. */
export async function showStack(place, stackId, signal) {
  const [, , , , accountId = '', path = ''] = stackId.split(':');
  const stackName = path.split('/')[1] ?? stackId;
  const state = element('p', { className: 'state', role: 'status', tabIndex: -1 });
  const rest = element('div');
  const refusal = element('div');
  const remove = element('button', { type: 'button' }, 'Delete');
  const dialog = confirmation(stackName, async () => {
    refusal.replaceChildren();
    try {
      await removeStack(stackName, accountId);
    } catch (error) {
      const alert = alertBox('The stack was not deleted.', element('p', {}, error.message));
      refusal.replaceChildren(alert);
      alert.focus();
    }
    await refresh();
    // The button that had the focus is now disabled.
    if (remove.disabled) state.focus();
  });
  remove.onclick = () => dialog.showModal();

  let shown = '';
  let timer;
  const refresh = async () => {
    clearTimeout(timer);
    const stack = await stackOf(stackId);
    if (signal.aborted) return;
    const isBusy = stack.status.endsWith('_IN_PROGRESS');
    if (isBusy) timer = setTimeout(() => void refresh().catch(lost), pollMs);
    const text = JSON.stringify(stack);
    if (text === shown) return;
    shown = text;
    if (state.textContent !== stack.status) state.replaceChildren(status(stack.status));
    remove.disabled = isBusy || stack.status === 'DELETE_COMPLETE';
    rest.replaceChildren(...partsOf(stack, accountId));
  };
  const lost = (error) => rest.replaceChildren(alertBox('No answer', element('p', {}, error.message)));
  signal.addEventListener('abort', () => clearTimeout(timer));

  await refresh();
  if (accountId !== '') account.set(accountId);
  place(
    stackName,
    element(
      'div',
      { className: 'bar' },
      state,
      element(
        'div',
        { className: 'buttons' },
        element('a', { className: 'button', href: '#/stacks' }, 'All stacks of this account'),
        remove,
      ),
    ),
    refusal,
    rest,
    dialog,
  );
}

function partsOf({ stackId, status: now, statusReason, events, resources = [], outputs = {} }, accountId) {
  return [
    nextStep(now),
    section(
      'Events',
      events.length === 0
        ? element('p', {}, 'There are no events. The sandbox deletes them when it is restarted.')
        : table(
            'Events, newest first',
            ['Time', 'Logical ID', 'Status', 'Status reason'],
            events.map((event) => [time(event.at), name(event.logicalId), status(event.status), event.reason ?? '–']),
          ),
    ),
    section(
      'Resources',
      resources.length === 0
        ? element('p', {}, now.endsWith('_IN_PROGRESS') ? 'None yet.' : 'The stack has no resources.')
        : table(
            'Resources',
            ['Logical ID', 'Physical ID', 'Type'],
            resources.map(({ logicalId, physicalId, type }) => [
              name(logicalId),
              element('span', { className: 'long' }, physicalId),
              name(type),
            ]),
          ),
    ),
    Object.keys(outputs).length === 0 ? undefined : section('Outputs', details(Object.entries(outputs))),
    section(
      'Stack info',
      details([
        ['Stack ID', stackId],
        ['Account', accountId],
        ...(statusReason === undefined ? [] : [['Status reason', statusReason]]),
      ]),
    ),
  ].filter((part) => part !== undefined);
}

/** A name that is not broken into lines. */
const name = (text) => element('span', { className: 'name' }, text);

/** What to do after this status. */
function nextStep(now) {
  const sentences = {
    CREATE_IN_PROGRESS: 'CloudFormation is creating the resources. This page updates itself.',
    CREATE_COMPLETE: 'The stack is ready. You can close this tab and go back to the page that sent you here.',
    ROLLBACK_COMPLETE:
      'A resource could not be created, so that all were removed: the events say why. Delete the stack before you launch it again.',
    UPDATE_COMPLETE: 'The stack is up to date. You can close this tab.',
    UPDATE_ROLLBACK_COMPLETE: 'The update failed, and the stack is as it was before. The events say why.',
    DELETE_FAILED: 'Something still uses a resource of the stack. Have the access removed first, then delete again.',
    DELETE_COMPLETE: 'The stack and its resources are gone.',
  };
  return Object.hasOwn(sentences, now) ? element('p', { className: 'next' }, sentences[now]) : undefined;
}

function confirmation(stackName, yes) {
  const dialog = element('dialog', { 'aria-labelledby': 'delete-title' });
  dialog.append(
    element('h2', { id: 'delete-title' }, 'Delete stack?'),
    element('p', {}, `This deletes ${stackName} and all its resources. It cannot be undone.`),
    element(
      'div',
      { className: 'buttons' },
      element('button', { type: 'button', onclick: () => dialog.close() }, 'Cancel'),
      element(
        'button',
        {
          type: 'button',
          className: 'primary',
          onclick: () => {
            dialog.close();
            void yes();
          },
        },
        'Delete stack',
      ),
    ),
  );
  return dialog;
}
