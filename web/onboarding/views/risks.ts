import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../../messages/messages.ts';
import type { Review } from '../review.ts';
import type { ViewContext } from './context.ts';

type Risk = Review['preview']['risks'][number];

/** The risks that a person should know before agreeing. */
export function risks({ messages: { review: words } }: ViewContext, { preview }: Review): TemplateResult {
  return html`
    <h3>${words.risks}</h3>
    <ul class="risks">
      ${warningsFirst(preview.risks).map((risk) => html`<li>${line(words, risk)}</li>`)}
    </ul>
  `;
}

function warningsFirst(risks: readonly Risk[]): readonly Risk[] {
  return [...risks.filter(({ level }) => level !== 'limited'), ...risks.filter(({ level }) => level === 'limited')];
}

function line(words: Messages['review'], risk: Risk): TemplateResult {
  const { levelName, text, colour } = inWords(words, risk);
  const isOwnWords = text !== undefined;
  return html`
    <span class="tag ${colour}">${levelName}.</span>
    ${isOwnWords ? text : nothing}
    ${isOwnWords && risk.level !== 'escalation' ? nothing : html`<span lang="en">${risk.detail}</span>`}
  `;
}

/** Returns a risk in the words of the page. A kind of risk that the page does not know is shown in the service's words. */
function inWords(words: Messages['review'], { level, path }: Risk) {
  const { riskLevels, riskTexts } = words;
  switch (level) {
    case 'administrative':
      return { levelName: riskLevels.administrative, text: riskTexts.administrative, colour: 'bad' };
    case 'escalation':
      return { levelName: riskLevels.escalation, text: riskTexts.escalation, colour: 'bad' };
    case 'limited':
      return { levelName: riskLevels.limited, text: riskTexts.limited, colour: '' };
    case 'accepted':
      return { levelName: riskLevels.accepted, text: acceptedText(riskTexts, path), colour: 'warn' };
    default:
      return { levelName: level, text: undefined, colour: 'warn' };
  }
}

function acceptedText(texts: Messages['review']['riskTexts'], path: string | undefined): string | undefined {
  return path === 'boundary' || path === 'group' || path === 'instances' ? texts[path] : undefined;
}
