/** What can run as soon as all it needs has run. */
export interface Node {
  readonly name: string;
  readonly needs: readonly string[];
}

export interface GraphOptions<T extends Node> {
  run(node: T): Promise<void>;
  /** Lower goes first where several wait for a place. */
  priority(node: T): number;
  /** Whether the node takes one of the places. */
  isLimited(node: T): boolean;
  readonly concurrency: number;
}

/**
 * Runs the nodes, each as early as its needs and a free place allow. After a failure nothing new starts; it rejects
 * with the first error, once all that had started has ended: nothing goes on behind the caller's back.
 */
export async function runGraph<T extends Node>(nodes: readonly T[], options: GraphOptions<T>): Promise<void> {
  const waiting = new Set([...nodes].sort((a, b) => options.priority(a) - options.priority(b)));
  const done = new Set<string>();
  const running = new Map<T, Promise<void>>();
  const failures: unknown[] = [];
  let taken = 0;

  const start = (node: T) => {
    const place = options.isLimited(node) ? 1 : 0;
    taken += place;
    waiting.delete(node);
    const end = options.run(node).then(
      () => void done.add(node.name),
      (error: unknown) => void failures.push(error),
    );
    running.set(
      node,
      end.then(() => {
        running.delete(node);
        taken -= place;
      }),
    );
  };

  for (;;) {
    if (failures.length === 0) {
      for (const node of waiting) {
        const isReady = node.needs.every((need) => done.has(need));
        if (isReady && (!options.isLimited(node) || taken < options.concurrency)) start(node);
      }
    }
    if (running.size === 0) break;
    await Promise.race(running.values());
  }
  if (failures.length > 0) throw failures[0];
  if (waiting.size > 0) throw new Error(`nothing leads to ${[...waiting].map(({ name }) => name).join(', ')}`);
}
