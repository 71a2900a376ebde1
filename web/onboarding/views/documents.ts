import { html, nothing, type TemplateResult } from 'lit';
import type { Review } from '../review.ts';
import type { ViewContext } from './context.ts';
import { codeBlock, copyButton, jsonBlock, outsideLink } from './parts.ts';

/** The exact documents: policies, boundary, role and template, with the template's SHA-256. */
export function documents(context: ViewContext, { preview, template }: Review): TemplateResult {
  const { messages } = context;
  const { review: words } = messages;
  const document = (label: string, value: unknown) =>
    html`<details>
      <summary>${label}</summary>
      ${jsonBlock(context, label, value)}
    </details>`;
  return html`
    <h3>${words.exact}</h3>
    <p>${words.exactIntro}</p>
    ${preview.policies.map((policy) => document(words.policyOf(policy.name), policy.document))}
    ${preview.managedPolicies.map((policy) =>
      document(words.managedPolicy(policy.name, policy.version), policy.document),
    )}
    ${document(words.boundaryDocument(preview.boundary.name), preview.boundary.document)}
    ${preview.role.permissionsPolicies.map((policy) => document(words.rolePolicy(policy.name), policy.document))}
    ${document(words.trustPolicy(preview.role.name), preview.role.trustPolicy)}
    <details>
      <summary>${words.template}</summary>
      <p>${outsideLink(context, template.url, words.openTemplate)}</p>
      ${codeBlock(context, 'template', words.template, template.body)}
      <dl class="facts">
        <dt>${messages.sha256}</dt>
        <dd><code>${template.sha256}</code> ${copyButton(context, 'sha256', messages.sha256, template.sha256)}</dd>
      </dl>
    </details>
    ${messages.language === 'en' ? nothing : html`<p class="muted">${messages.inEnglish}</p>`}
  `;
}
