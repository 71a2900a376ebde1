import { receiptOf, type ReceiptLine } from '../../record/receipt.ts';
import type { LinkRecord } from '../../record/links.ts';
import type { Onboarding } from '../../record/onboarding.ts';
import { htmlDocument, plainText, type Block } from './blocks.ts';
import { writeDraft } from './draft.ts';
import { english } from './english.ts';
import { german } from './german.ts';
import { oneLine } from './mimeHeader.ts';
import { isOpen, phaseOf } from './phase.ts';
import { preferredLanguage, type HandoverLanguage } from './preferredLanguage.ts';
import type { HandoverTexts, Receiver } from './texts.ts';

/** The link that the message leads to: that of the caller. */
interface SentLink {
  readonly url: string;
  readonly kept: LinkRecord;
}

/** What the message is about. */
interface Handover {
  readonly onboarding: Onboarding;
  readonly vendorName: string;
  /** Undefined if the caller has none: then the message has a place for it, because Latchkey stores no link token. */
  readonly link: SentLink | undefined;
  /** The header `Accept-Language`. */
  readonly acceptLanguage: string | undefined;
  /** Epoch ms. */
  readonly now: number;
}

const languages: Readonly<Record<HandoverLanguage, HandoverTexts>> = { en: english, de: german };

/**
 * Returns a message for a person, as a file that mail programs open as a draft: what the onboarding made, and how to
 * claim the keys by a link. It contains no secret access key, and no link token but the caller's own.
 */
export function handoverMessage({ onboarding, vendorName, link, acceptLanguage, now }: Handover): string {
  const language = preferredLanguage(acceptLanguage);
  const texts = languages[language];
  const vendor = oneLine(vendorName);
  const { id, accountId } = onboarding;
  const phase = phaseOf(onboarding.status);
  const subject = texts.subject(vendor, accountId);
  const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
  const blocks: readonly Block[] = [
    paragraph(texts.hello),
    paragraph(texts.phases[phase](vendor, accountId)),
    resources(texts, receiptOf(onboarding)),
    ...(isOpen(phase) ? whatToDo(texts, { vendor, accountId, link, isAsked: phase === 'asked' }) : []),
    ...(isOpen(phase) && link !== undefined ? [paragraph(texts.until(timeIn(language, link.kept.expiresAt)))] : []),
    paragraph(texts.noSecret),
    paragraph(texts.reference(id)),
  ];
  const html = htmlDocument(blocks, subject, language);
  return writeDraft({ subject, language, text: plainText(blocks), html, writtenAt: now });
}

function resources(texts: HandoverTexts, lines: readonly ReceiptLine[]): Block {
  if (lines.length === 0) return { kind: 'paragraph', text: texts.noResources };
  const items = lines.map(({ type, arn, id, accessKeyId, status, count }) => {
    const name = [accessKeyId ?? id, arn].filter((part) => part !== undefined).join(', ');
    const what = `${texts.types[type] ?? type}${count === undefined ? '' : ` (${String(count)})`}`;
    return `${what} (${texts.marks[status]}): ${oneLine(name)}`;
  });
  return { kind: 'items', title: texts.resources, items };
}

interface ToDo {
  readonly vendor: string;
  readonly accountId: string;
  readonly link: SentLink | undefined;
  readonly isAsked: boolean;
}

function whatToDo(texts: HandoverTexts, { vendor, accountId, link, isAsked }: ToDo): readonly Block[] {
  const mayLaunch = link === undefined || link.kept.may.includes('launch');
  const steps = [
    { text: texts.open, link: link === undefined ? { placeholder: texts.linkGoesHere } : { url: link.url } },
    ...(isAsked && mayLaunch ? [{ text: texts.launch(vendor, accountId) }] : []),
    { text: texts.keys[receiverOf(link)](vendor) },
  ];
  return [{ kind: 'steps', title: texts.whatToDo, steps }];
}

function receiverOf(link: SentLink | undefined): Receiver {
  if (link === undefined) return 'unknown';
  if (link.kept.may.includes('claim')) return 'reader';
  return link.kept.delivers === 'vendor' ? 'vendor' : 'sender';
}

/** The reader's time zone is not known. */
function timeIn(language: HandoverLanguage, ms: number): string {
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  return `${format.format(ms)} UTC`;
}
