/** Cuts off a text that is longer than `length` characters. The last character is then an ellipsis. */
export function clip(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
