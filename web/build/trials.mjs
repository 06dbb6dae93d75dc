// The mathematics of a lesson, by the core: every scene at random settings, as many scenes at a time as there are processors.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

const WORKER = new URL('./trial-worker.mjs', import.meta.url);

/**
 * What `lesson.check` replies for each scene, in their order: `{ok}` or `{error}`.
 *
 * @param {{document: object, module: WebAssembly.Module, scenes: string[], settings?: number, signal?: AbortSignal}} what
 */
export async function tryScenes({ document, module, scenes, settings = 1000, signal }) {
  const replies = [];
  let next = 0;
  const serve = async () => {
    const worker = new Worker(WORKER, { workerData: { document, module } });
    const stop = () => worker.terminate();
    signal?.addEventListener('abort', stop);
    if (signal?.aborted) stop();
    try {
      for (let i = next++; i < scenes.length; i = next++)
        replies[i] = await ask(worker, { op: 'lesson.check', scene: scenes[i], count: settings });
    } finally {
      signal?.removeEventListener('abort', stop);
      await worker.terminate();
    }
  };
  const count = Math.min(availableParallelism(), scenes.length);
  await Promise.all(Array.from({ length: count }, serve));
  return replies;
}

function ask(worker, request) {
  return new Promise((settle, refuse) => {
    worker.removeAllListeners().once('message', settle).once('error', refuse);
    worker.once('exit', () => refuse(new Error('the check was stopped')));
    worker.postMessage(request);
  });
}
