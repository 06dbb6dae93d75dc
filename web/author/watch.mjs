// A lesson's folder while it is written.
import { watch } from 'node:fs';

/** An editor may write a file in several steps. */
const PAUSE_MS = 30;

/**
 * Runs `work(signal)` now and after each change of a lesson's file, one at a time; the signal says that the files have
 * changed again. What `work` throws goes to `failed`.
 */
export function followFolder(folder, work, failed) {
  let newest = new AbortController();
  let last = Promise.resolve();
  const run = () => {
    newest.abort();
    newest = new AbortController();
    const { signal } = newest;
    last = last.then(() => signal.aborted || work(signal)).catch(failed);
  };
  let timer;
  const watcher = watch(folder, (_, file) => {
    if (file && !/\.(md|json)$/.test(file)) return;
    clearTimeout(timer);
    timer = setTimeout(run, PAUSE_MS);
  });
  watcher.on('error', failed);
  run();
  return {
    async close() {
      watcher.close();
      clearTimeout(timer);
      newest.abort();
      await last;
    },
  };
}
