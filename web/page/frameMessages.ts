/** The page that contains the frame sends this to it, and so says that it wants the events, and what its origin is. */
const hello = 'latchkey-hello';

/**
 * Sends the events of the element to the page that contains this page in a frame. The other page has to ask for them
 * first, and each message goes to the origin that has asked.
 *
 * @param origins the origins that may ask: those whose pages may contain this one
 */
export function sendEventsToParent(
  target: EventTarget,
  names: readonly string[],
  origins: readonly string[],
  frame: Pick<Window, 'parent' | 'addEventListener'>,
): void {
  let asked: string | undefined;
  frame.addEventListener('message', ({ source, origin, data }: MessageEvent<unknown>) => {
    if (source === frame.parent && origins.includes(origin) && data === hello) asked = origin;
  });
  for (const name of names)
    target.addEventListener(name, (event) => {
      if (asked === undefined || !(event instanceof CustomEvent)) return;
      const detail: unknown = event.detail;
      frame.parent.postMessage({ source: 'latchkey', event: name, detail }, asked);
    });
}
