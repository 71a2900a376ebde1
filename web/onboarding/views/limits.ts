import { html, nothing, type TemplateResult } from 'lit';
import { groupedAccount } from '../../messages/format.ts';
import type { RoleParts } from '../../messages/messages.ts';
import type { Review } from '../review.ts';
import type { ViewContext } from './context.ts';
import { rich } from './parts.ts';

/** What the vendor may do with the bootstrap role, and what limits the users and the role. */
export function roleAndLimits(
  { messages: { review: words } }: ViewContext,
  { preview, vendor }: Review,
): TemplateResult {
  const path = rolePath(preview.path);
  const has: RoleParts = { groups: preview.groups.length > 0, policies: preview.policies.length > 0 };
  const isLimited = hasEffectiveBoundary(preview);
  const withheld = preview.summary.flatMap(({ withheldByBoundary }) => withheldByBoundary);
  return html`
    <h3>${words.roleMay(vendor.name)}</h3>
    <ul>
      <li>${rich(words.roleWrites(path, has))}</li>
      <li>${words.roleReads(has)}</li>
    </ul>
    <h3>${words.limits}</h3>
    <ul>
      ${isLimited ? html`<li>${words.noConsole(preview.users.length)}</li>` : nothing}
      <li>
        ${rich(isLimited ? words.permissionsBoundary(preview.boundary.name, vendor.name) : words.boundaryHasNoEffect)}
      </li>
      <li>${rich(words.outsidePath(vendor.name, path, has))}</li>
      <li>${rich(words.onlyVendor(groupedAccount(vendor.accountId), preview.role.name))}</li>
    </ul>
    ${
      withheld.length === 0
        ? nothing
        : html`<details>
            <summary>${words.withheld(withheld.length)}</summary>
            <p lang="en"><code>${withheld.join(', ')}</code></p>
          </details>`
    }
  `;
}

/** The role may write under the path of the tenant, and not only under that of this onboarding, which is its last part. */
function rolePath(path: string): string {
  return path.replace(/[^/]+\/$/, '');
}

/** Whether the boundary limits the users. If the keys can get more by themselves, it does not. */
function hasEffectiveBoundary({ summary, risks }: Review['preview']): boolean {
  const isOpen = risks.some(
    ({ level, path }) => level === 'administrative' || level === 'escalation' || path === 'boundary',
  );
  return !isOpen && summary.every(({ everything }) => !everything);
}
