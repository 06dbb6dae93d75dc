#!/usr/bin/env node
// vi-lessons: a lesson is begun, looked at while it is written, checked and built, with Node alone.
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BadInput } from '../build/bad-input.mjs';
import { didYouMean } from '../build/names.mjs';
import { saidOf } from '../build/problem.mjs';
import { calledAs, quoted } from './called.mjs';
import { foldersOf, requireFolder } from './lesson-folder.mjs';

const CALLED = calledAs({
  program: process.argv[1],
  byNpm: process.env.npm_command !== undefined,
  cwd: process.cwd(),
});

const USAGE = `usage:
  vi-lessons new FOLDER                    a small lesson to begin with
  vi-lessons preview FOLDER [--port N]     shows the lesson in a browser, and again whenever you save
  vi-lessons check FOLDER...               what is wrong, with file, line and remedy; 1000 random settings each
  vi-lessons build FOLDER --out DIR [--url URL]
                                           the site, the one-file lesson and the embed, into DIR
  vi-lessons evaluate EXPRESSION           one expression, with its exact form
  vi-lessons functions                     what expressions may call
exit: 0 ok, 1 a check failed, 2 bad input, 70 internal error
`;

/** Each takes what stands after its name, and answers the exit code. */
const COMMANDS = {
  async new([folder, ...more]) {
    oneOnly('new', 'FOLDER', folder, more);
    const { startLesson } = await import('./new.mjs');
    await startLesson(folder);
    console.log(`wrote ${join(folder, 'lesson.json')} and ${join(folder, '01-start.md')}`);
    console.log(`next: ${CALLED} preview ${quoted(folder)}`);
    return 0;
  },

  async preview([path, ...more], { port }) {
    oneOnly('preview', 'FOLDER', path, more);
    const folder = await requireFolder(path);
    const { readPort } = await import('../../tools/serve.mjs');
    const number = readPort(port ?? '4180');
    if (number === undefined) throw new BadInput(`--port ${port}: a port is a whole number from 0 to 65535`);
    const { preview } = await import('./preview.mjs');
    const options = { port: number, orAny: port === undefined, say: console.log };
    const { url, close } = await preview(folder, options).catch((problem) => {
      throw problem.code === 'EADDRINUSE' ? new BadInput(`port ${port} is taken; name another`) : problem;
    });
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, close);
    console.log(`${folder} is shown at ${url}   (Ctrl+C stops it)`);
    return undefined;
  },

  async check(paths) {
    if (paths.length === 0) throw new BadInput('name the folder of a lesson');
    const { checkFolders } = await import('./check-folders.mjs');
    return checkFolders(await foldersOf(paths));
  },

  async build([path, ...more], { out, url }) {
    oneOnly('build', 'FOLDER', path, more);
    if (!out) throw new BadInput(`say where to: ${CALLED} build FOLDER --out DIR`);
    const folder = await requireFolder(path);
    const { buildProducts } = await import('../build/build.mjs');
    await buildProducts({ lesson: resolve(folder), out: resolve(out), url });
    console.log(`built ${out}`);
    return 0;
  },

  async evaluate([expression, ...more]) {
    oneOnly('evaluate', 'EXPRESSION', expression, more);
    const { value, exact } = (await openCore()).call({ op: 'evaluate', expression });
    console.log(typeof value === 'object' ? JSON.stringify(value) : String(value));
    if (exact !== null) console.log(`exactly ${exact}`);
    return 0;
  },

  async functions(more) {
    if (more.length > 0) throw new BadInput(`write: ${CALLED} functions`);
    for (const { signature } of (await openCore()).call({ op: 'functions' }).value) console.log(signature);
    return 0;
  },
};

async function openCore() {
  const { loadCore } = await import('../core/core.mjs');
  const { FULL } = await import('../build/core-file.mjs');
  return loadCore(await readFile(FULL));
}

function oneOnly(command, what, given, more) {
  if (given === undefined || more.length > 0) throw new BadInput(`write: ${CALLED} ${command} ${what}`);
}

function readArguments() {
  const text = { type: 'string' };
  const options = { help: { type: 'boolean', short: 'h' }, out: text, url: text, port: text };
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (problem) {
    throw new BadInput(problem.message);
  }
}

/** The core says apart where in an expression something is amiss. */
function placed({ message, where, hint }) {
  return { message: where ? `at ${where}: ${message}` : message, hint };
}

async function main() {
  const { values, positionals } = readArguments();
  const [command, ...rest] = positionals;
  if (values.help || command === 'help') {
    console.log(USAGE);
    return 0;
  }
  if (command === undefined) throw new BadInput(`say what to do\n${USAGE}`);
  const work = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  if (work) return work(rest, values);
  throw new BadInput(`there is no command "${command}"; ${didYouMean(command, Object.keys(COMMANDS))}`);
}

await main().then(
  (code) => {
    process.exitCode = code;
  },
  (problem) => {
    const mendable =
      problem instanceof BadInput || (problem.name === 'ViError' && problem.code !== 'internal');
    console.error(mendable ? `vi-lessons: ${saidOf(placed(problem))}` : problem);
    process.exitCode = mendable ? 2 : 70;
  },
);
