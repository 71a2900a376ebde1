const parentCheckMs = 200;

/** How long `end` may take, in milliseconds. It is less than two seconds, after which a person presses Ctrl-C again. */
const forcedEndMs = 1800;

/**
 * Calls `end` once, when a signal arrives or, under npm, when the parent process has ended. Exits even if `end` does
 * not, because a request, a sweep or a delivery may wait for something that never answers. Nothing is lost: every
 * change is on disk before it is answered, and a start continues what was interrupted.
 */
export function onEnd(end: () => void): void {
  let ended = false;
  const once = () => {
    if (ended) return;
    ended = true;
    setTimeout(() => process.exit(0), forcedEndMs);
    end();
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
