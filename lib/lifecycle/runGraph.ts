/** A piece of work. `needs` names the nodes that have to end before it starts. */
export interface Node {
  readonly name: string;
  readonly needs: readonly string[];
}

export interface GraphOptions<T extends Node> {
  run(node: T): Promise<void>;
  /** Nodes with a lower number start first. */
  priority(node: T): number;
  /** Whether the node counts towards `concurrency`. */
  isLimited(node: T): boolean;
  /** How many nodes that count may run at the same time. */
  readonly concurrency: number;
}

/**
 * Runs each node as soon as its needs have ended and `concurrency` allows it. After a failure no further node starts.
 * Throws the first error, but only after all running nodes have ended, so that no work outlives the call.
 */
export async function runGraph<T extends Node>(nodes: readonly T[], options: GraphOptions<T>): Promise<void> {
  const waiting = new Set([...nodes].sort((a, b) => options.priority(a) - options.priority(b)));
  const done = new Set<string>();
  const running = new Map<T, Promise<void>>();
  const failures: unknown[] = [];
  let limitedRunning = 0;

  const start = (node: T) => {
    const count = options.isLimited(node) ? 1 : 0;
    limitedRunning += count;
    waiting.delete(node);
    const end = options.run(node).then(
      () => void done.add(node.name),
      (error: unknown) => void failures.push(error),
    );
    running.set(
      node,
      end.then(() => {
        running.delete(node);
        limitedRunning -= count;
      }),
    );
  };

  for (;;) {
    if (failures.length === 0) {
      for (const node of waiting) {
        const isReady = node.needs.every((need) => done.has(need));
        if (isReady && (!options.isLimited(node) || limitedRunning < options.concurrency)) start(node);
      }
    }
    if (running.size === 0) break;
    await Promise.race(running.values());
  }
  if (failures.length > 0) throw failures[0];
  if (waiting.size > 0)
    throw new Error(`these nodes can never run: ${[...waiting].map(({ name }) => name).join(', ')}`);
}
