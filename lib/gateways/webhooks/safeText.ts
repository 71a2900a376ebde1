/**
 * Returns the first bytes of an untrusted text in a form that can be shown and logged. Invalid UTF-8, and characters
 * that control a terminal or the direction of text, are replaced by `�`.
 */
export function safeText(bytes: Uint8Array, limitBytes: number): string {
  // Decoded as a stream, so that a character that the limit cuts in two is omitted.
  const text = new TextDecoder().decode(bytes.subarray(0, limitBytes), { stream: true });
  return text.replaceAll(/[^\P{C}\n\t]/gu, '\uFFFD');
}
