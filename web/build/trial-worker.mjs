// One of trials.mjs' workers: a core of its own with the lesson loaded, and a reply for each request.
import { parentPort, workerData } from 'node:worker_threads';
import { loadCore } from '../core/core.mjs';

const core = await loadCore(workerData.module);
const { lesson } = core.call({ op: 'lesson.load', lesson: workerData.document, file: 'lesson.json' });
parentPort.on('message', (request) => parentPort.postMessage(core.reply({ ...request, lesson })));
