const parentCheckMs = 200;

/** Calls `end` once, when a signal arrives or, under npm, when the parent process has ended. */
export function onEnd(end: () => void): void {
  let ended = false;
  const once = () => {
    if (!ended) end();
    ended = true;
  };
  process.on('SIGINT', once);
  process.on('SIGTERM', once);
  if (process.env['npm_lifecycle_event'] === undefined) return;
  // npm passes a signal to its shell, and not every shell passes it on. So the process also ends when its parent has
  // ended.
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) once();
  }, parentCheckMs).unref();
}
