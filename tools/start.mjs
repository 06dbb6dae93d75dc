// npm start [-- --port N]: builds everything, serves dist/site, and prints the address.
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { main, root } from './run.mjs';
import { readPort, serve } from './serve.mjs';

await main(async () => {
  const { values } = parseArgs({ options: { port: { type: 'string' } } });
  const port = readPort(values.port ?? '4173');
  if (port === undefined) {
    console.error(`--port ${values.port}: a port is a whole number from 0 to 65535`);
    return 2;
  }
  await build();
  // A port that was asked for must be free; otherwise any other will do.
  const site = await serve(`${root}/dist/site`, { port, orAny: !values.port });
  console.log(`\nThe lesson is at ${site.url}   (Ctrl+C stops it)`);
  console.log(`The same in one file: ${root}/dist/lesson.html`);
});
