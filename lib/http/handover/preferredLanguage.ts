/** The languages of the message. */
const handoverLanguages = ['en', 'de'] as const;
export type HandoverLanguage = (typeof handoverLanguages)[number];

/**
 * Returns the language that the header `Accept-Language` prefers (RFC 9110, section 12.5.4), or English if it names none
 * of them.
 */
export function preferredLanguage(acceptLanguage = ''): HandoverLanguage {
  const wished = acceptLanguage.split(',').map((range) => {
    const [tag = '', quality = ''] = range
      .trim()
      .toLowerCase()
      .split(/\s*;\s*q=/);
    return { language: tag.split('-')[0], quality: quality === '' ? 1 : Number(quality) || 0 };
  });
  const best = wished
    .toSorted((one, other) => other.quality - one.quality)
    .flatMap(({ language, quality }) => (quality > 0 ? handoverLanguages.filter((each) => each === language) : []));
  return best[0] ?? 'en';
}
