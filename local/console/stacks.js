import { account } from './account.js';
import { element, section, status, table } from './dom.js';
import { stacksOf } from './sandbox.js';

/** The stacks of the account. */
export async function showStacks(place) {
  const accountId = account.get();
  const stacks = await stacksOf(accountId);
  place(
    'Stacks',
    section(
      `Account ${accountId}`,
      stacks.length === 0
        ? element('p', {}, 'This account has no stacks. A launch link opens the form that creates one.')
        : table(
            'Stacks',
            ['Stack name', 'Status', 'Status reason'],
            stacks.map(({ stackId, stackName, status: now, statusReason }) => [
              element('a', { href: `#/stacks/events?${new URLSearchParams({ stackId })}` }, stackName),
              status(now),
              statusReason ?? '–',
            ]),
          ),
    ),
  );
}
