/** The page that contains the frame sends this to it, and so says that it wants the events, and what its origin is. */
const hello = 'latchkey-hello';

/** What of a window the messages need. */
interface Frame {
  readonly parent: { postMessage(message: unknown, targetOrigin: string): void };
  addEventListener(
    type: 'message',
    listen: (event: { readonly source: unknown; readonly origin: string; readonly data: unknown }) => void,
  ): void;
}

/**
 * Sends the events of the element to the page that contains this page in a frame. The other page has to ask for them
 * first, and each message goes to the origin that has asked. Events from before it has asked are sent then.
 *
 * @param origins the origins that may ask: those whose pages may contain this one
 */
export function sendEventsToParent(
  target: EventTarget,
  names: readonly string[],
  origins: readonly string[],
  frame: Frame,
): void {
  let asked: string | undefined;
  const waiting: unknown[] = [];
  const sendWaiting = () => {
    if (asked === undefined) return;
    for (const message of waiting.splice(0)) frame.parent.postMessage(message, asked);
  };
  frame.addEventListener('message', ({ source, origin, data }) => {
    if (source !== frame.parent || !origins.includes(origin) || data !== hello) return;
    asked = origin;
    sendWaiting();
  });
  for (const name of names)
    target.addEventListener(name, (event) => {
      if (!(event instanceof CustomEvent)) return;
      const detail: unknown = event.detail;
      waiting.push({ source: 'latchkey', event: name, detail });
      sendWaiting();
    });
}
