import { servePages, type ServedPage } from './pageServer.ts';

/** A site of a vendor, or of a stranger, with an origin of its own. */
export interface VendorSite {
  readonly url: string;
  /** What the site has at each path. A test can change it. */
  readonly pages: Record<string, ServedPage>;
  close(): Promise<void>;
}

/** Notes the messages of frames and the events of elements, of which a test asks for what has arrived. */
const notes = `
window.messages = [];
window.events = [];
addEventListener('message', ({ origin, data }) => messages.push({ origin, data }));
for (const name of ['ready', 'step', 'problem', 'done', 'exit'])
  document.addEventListener(name, ({ detail }) => events.push({ name, detail }));
window.fetched = 0;
window.addElement = (attributes) => {
  const element = document.createElement('latchkey-onboarding');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.fetchLink = async () => {
    window.fetched += 1;
    return (await fetch('/link')).text();
  };
  document.body.append(element);
  return element;
};
window.addFrame = (src) => {
  const frame = document.createElement('iframe');
  frame.src = src;
  document.body.append(frame);
};
`;

/** Starts a site whose page `/` shows what a test puts into it. */
export async function startVendorSite(): Promise<VendorSite> {
  const pages: Record<string, ServedPage> = {
    '/': { body: '<!doctype html><title>Vendor</title><body><script src="/notes.js"></script>' },
    '/notes.js': { body: notes, headers: { 'content-type': 'text/javascript' } },
    '/favicon.ico': { body: '', headers: { 'content-type': 'image/svg+xml' } },
  };
  const { url, close } = await servePages(pages);
  return { url, pages, close };
}
