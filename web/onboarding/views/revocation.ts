import { html, nothing, type TemplateResult } from 'lit';
import type { Review } from '../../../client/index.ts';
import type { ViewContext } from './context.ts';
import { rich } from './parts.ts';

/**
 * Where IAM writes its CloudTrail events, which are global in a partition. Source: CloudTrail User Guide, "Global service
 * events".
 */
const regionOfIam = { aws: 'us-east-1', 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1' } as const;

/** How the tenant ends the access, with the vendor and without. */
export function revocation(
  { messages: { review: words } }: ViewContext,
  { vendor, revoke, launchRegion = '', cloudTrail: { userArns } }: Review,
): TemplateResult {
  return html`
    <h3>${words.revoke}</h3>
    <ul>
      <li>${rich(words.revokeByVendor(vendor.name, revoke.stackName, launchRegion))}</li>
      ${revoke.userNames.length === 0 ? nothing : html`<li>${rich(words.revokeAlone(vendor.name, revoke.userNames, pathOf(userArns)))}</li>`}
      <li>${words.revokeForNow(vendor.name)}</li>
    </ul>
  `;
}

/** Returns the IAM path of what the onboarding creates. */
function pathOf([arn = '']: readonly string[]): string {
  return /:user(\/.*\/)/.exec(arn)?.[1] ?? '';
}

/** Who is named in the events of CloudTrail. */
export function cloudTrail(
  { messages: { review: words } }: ViewContext,
  { cloudTrail: { sessionArn, userArns }, partition }: Review,
): TemplateResult {
  return html`
    <h3>${words.cloudTrail}</h3>
    <ul>
      <li>${words.cloudTrailRole}<br /><code>${sessionArn}</code></li>
      <li>${words.cloudTrailUsers} ${userArns.map((arn) => html`<br /><code>${arn}</code>`)}</li>
      <li>${words.cloudTrailRegion(regionOfIam[partition])}</li>
    </ul>
  `;
}
