/**
 * The first bytes of what a stranger wrote, as text that can be shown and logged: whatever is no UTF-8, and whatever steers
 * a terminal or the direction of writing, becomes `�`.
 */
export function safeText(bytes: Uint8Array, limitBytes: number): string {
  // As a stream: a character that the limit cuts in two is left out.
  const text = new TextDecoder().decode(bytes.subarray(0, limitBytes), { stream: true });
  return text.replaceAll(/[^\P{C}\n\t]/gu, '\uFFFD');
}
