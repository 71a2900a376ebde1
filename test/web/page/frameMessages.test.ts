import { sendEventsToParent } from '../../../web/page/frameMessages.ts';

const listed = 'https://app.vendor.example';
const step = { stage: 'launch', status: 'awaiting_access' };

/** A frame in a page, and what the page gets. */
function frameIn(origins: readonly string[]) {
  const got: [message: unknown, origin: string][] = [];
  const parent = {
    postMessage: (message: unknown, origin: string) => {
      got.push([message, origin]);
    },
  };
  let listen: (event: { source: unknown; origin: string; data: unknown }) => void = () => {};
  const element = new EventTarget();
  sendEventsToParent(element, ['step', 'exit'], origins, {
    parent,
    addEventListener: (_, listener) => {
      listen = listener;
    },
  });
  return {
    got,
    ask: (origin: string, { data = 'latchkey-hello', source = parent }: { data?: unknown; source?: unknown } = {}) => {
      listen({ source, origin, data });
    },
    happen: (name: string, detail: unknown = step) => element.dispatchEvent(new CustomEvent(name, { detail })),
  };
}

test('the page around the frame gets the events once it has asked, also those from before, in their order', () => {
  const { got, ask, happen } = frameIn([listed]);
  happen('step');
  expect(got).toEqual([]);
  ask(listed);
  happen('exit');
  expect(got).toEqual([
    [{ source: 'latchkey', event: 'step', detail: step }, listed],
    [{ source: 'latchkey', event: 'exit', detail: step }, listed],
  ]);
  ask(listed);
  expect(got).toHaveLength(2);
});

test.each([
  { what: 'a page of another origin', origin: 'https://stranger.example' },
  { what: 'a page whose origin only begins like a listed one', origin: `${listed}.stranger.example` },
  { what: 'a page without an origin', origin: 'null' },
  { what: 'another window than the page around the frame', origin: listed, asking: { source: {} } },
  { what: 'a page that says something else', origin: listed, asking: { data: { hello: 'latchkey-hello' } } },
])('$what gets nothing', ({ origin, asking }) => {
  const { got, ask, happen } = frameIn([listed, 'https://other.example']);
  ask(origin, asking);
  happen('step');
  expect(got).toEqual([]);
});

test('no event goes to all origins, and none that is not named', () => {
  const { got, ask, happen } = frameIn([listed]);
  ask(listed);
  happen('step');
  happen('click');
  expect(got.map(([, origin]) => origin)).toEqual([listed]);
});
