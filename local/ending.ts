const parentLookMs = 200;

/** Calls `end` once, when the process is told to stop: by Ctrl-C, by a signal, or by the end of the npm that started it. */
export function onEnd(end: () => void): void {
  let ended = false;
  const once = () => {
    if (!ended) end();
    ended = true;
  };
  process.on('SIGINT', once);
  process.on('SIGTERM', once);
  if (process.env['npm_lifecycle_event'] === undefined) return;
  // npm passes a signal on to its shell, and not every shell passes it on to us: without a parent, it is over too.
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) once();
  }, parentLookMs).unref();
}
