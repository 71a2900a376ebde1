import { runGraph, type GraphOptions, type Node } from '../../../lib/lifecycle/runGraph.ts';

/** Runs nodes that end when the test ends them, and records which have started. */
function field(nodes: readonly Node[], options: Partial<GraphOptions<Node>> = {}) {
  const started: string[] = [];
  const ends = new Map<string, { readonly resolve: () => void; readonly reject: (error: Error) => void }>();
  const state = { ended: false };
  const whole = runGraph(nodes, {
    run: (node) => {
      started.push(node.name);
      const { promise, resolve, reject } = Promise.withResolvers<undefined>();
      ends.set(node.name, { resolve: () => resolve(undefined), reject });
      return promise;
    },
    priority: () => 0,
    isLimited: () => true,
    concurrency: 10,
    ...options,
  });
  const outcome = whole.then(
    () => 'done',
    (error: unknown) => (error instanceof Error ? error.message : 'unknown'),
  );
  void outcome.then(() => {
    state.ended = true;
  });
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    started,
    state,
    outcome,
    settle,
    end: (name: string) => {
      ends.get(name)?.resolve();
      return settle();
    },
    fail: (name: string, message = `${name} failed`) => {
      ends.get(name)?.reject(new Error(message));
      return settle();
    },
  };
}

const node = (name: string, ...needs: readonly string[]): Node => ({ name, needs });

test('a node starts as soon as the nodes that it needs are done, and does not wait for others', async () => {
  const graph = field([node('slow'), node('quick'), node('after quick', 'quick'), node('after both', 'slow', 'quick')]);
  expect(graph.started).toEqual(['slow', 'quick']);
  await graph.end('quick');
  expect(graph.started).toEqual(['slow', 'quick', 'after quick']);
  await graph.end('slow');
  expect(graph.started).toEqual(['slow', 'quick', 'after quick', 'after both']);
  expect(graph.state.ended).toBe(false);
  await graph.end('after quick');
  await graph.end('after both');
  expect(await graph.outcome).toBe('done');
});

test('at most `concurrency` limited nodes run at once; when one ends, the next one starts', async () => {
  const graph = field(
    ['a', 'b', 'c', 'd'].map((name) => node(name)),
    { concurrency: 2 },
  );
  expect(graph.started).toEqual(['a', 'b']);
  await graph.end('b');
  expect(graph.started).toEqual(['a', 'b', 'c']);
  await graph.end('a');
  expect(graph.started).toEqual(['a', 'b', 'c', 'd']);
});

test('a node that is not limited starts without waiting', () => {
  const graph = field([node('a'), node('free'), node('b')], {
    concurrency: 1,
    isLimited: ({ name }) => name !== 'free',
  });
  expect(graph.started).toEqual(['a', 'free']);
});

test('of the waiting nodes, the one with the lowest priority number starts first', async () => {
  const order: Readonly<Record<string, number>> = { attach: 1, 'create key': 0, first: 0 };
  const nodes = [node('first'), node('attach', 'first'), node('create key', 'first')];
  const graph = field(nodes, { concurrency: 1, priority: ({ name }) => order[name] ?? 0 });
  await graph.end('first');
  expect(graph.started).toEqual(['first', 'create key']);
  await graph.end('create key');
  expect(graph.started).toEqual(['first', 'create key', 'attach']);
});

test('after a failure, no node starts, and the run ends when all running nodes have ended', async () => {
  const graph = field([node('bad'), node('running'), node('after running', 'running'), node('after bad', 'bad')]);
  await graph.fail('bad');
  expect(graph.state.ended).toBe(false);
  await graph.end('running');
  expect(graph.started).toEqual(['bad', 'running']);
  expect(await graph.outcome).toBe('bad failed');
});

test('of several failures, the first is thrown', async () => {
  const graph = field([node('a'), node('b')]);
  await graph.fail('b', 'came first');
  await graph.fail('a', 'came second');
  expect(await graph.outcome).toBe('came first');
});

test.each([
  { nodes: [node('a'), node('b', 'nowhere')], why: 'needs a node that does not exist' },
  { nodes: [node('a'), node('b', 'c'), node('c', 'b')], why: 'is part of a cycle' },
])('a node that $why is an error after the others have run', async ({ nodes }) => {
  const graph = field(nodes);
  await graph.end('a');
  expect(await graph.outcome).toMatch(/these nodes can never run: b/);
});

test('a graph without nodes ends at once', async () => {
  expect(await field([]).outcome).toBe('done');
});
