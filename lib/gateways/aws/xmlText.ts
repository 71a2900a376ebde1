const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * The text of the first element of this name; undefined where there is none, or it holds elements.
 *
 * Enough for answers that are small and fixed in shape: in the text of well-formed XML every `<` is escaped, so none
 * can pass for an element. Of names with a prefix the prefix does not count; CDATA, which no AWS service sends, is none
 * of ours either.
 */
export function xmlText(xml: string, name: string): string | undefined {
  const [, text] = new RegExp(`<(?:[\\w.-]+:)?${name}(?:\\s[^<>]*)?>([^<]*)</`).exec(xml) ?? [];
  return text?.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (entity, hex, decimal, name_) =>
    decoded(entity, hex, decimal, name_),
  );
}

function decoded(entity: string, hex: unknown, decimal: unknown, name: unknown): string {
  if (typeof name === 'string') return named[name] ?? entity;
  const code = typeof hex === 'string' ? parseInt(hex, 16) : Number(decimal);
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : entity;
}
