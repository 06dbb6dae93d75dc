// npm start [-- --port N]: builds everything, serves dist/site, and prints the address.
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { main, root } from './run.mjs';
import { readPort, serve } from './serve.mjs';

await main(async () => {
  const wanted = readWanted();
  if (typeof wanted === 'string') {
    console.error(`npm start: ${wanted}`);
    return 2;
  }
  // Before the build, which takes its time: a port that was asked for must be free; otherwise any other will do.
  const site = await serve(`${root}/dist/site`, wanted).catch((problem) => {
    if (problem.code !== 'EADDRINUSE') throw problem;
  });
  if (!site) {
    console.error(`npm start: port ${wanted.port} is taken; name another`);
    return 2;
  }
  await build().catch(async (problem) => {
    await site.close();
    throw problem;
  });
  console.log(`\nThe lesson is at ${site.url}   (Ctrl+C stops it)`);
  console.log(`The same in one file: ${root}/dist/lesson.html`);
});

/** `{port, orAny}`, or what is wrong with the arguments. */
function readWanted() {
  let text;
  try {
    text = parseArgs({ options: { port: { type: 'string' } } }).values.port;
  } catch (problem) {
    return problem.message;
  }
  const port = readPort(text ?? '4173');
  return port === undefined
    ? `--port ${text}: a port is a whole number from 0 to 65535`
    : { port, orAny: text === undefined };
}
