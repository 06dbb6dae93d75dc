// How the tools start programs: from the project's root, with what the compilers need in the environment.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

// emcc at -O2 and above asks Node for the module acorn.
const environment = { ...process.env, NODE_PATH: `${root}/node_modules` };

// What is read by a program, or printed later, carries no colours.
const plain = { NO_COLOR: '1', FORCE_COLOR: '0' };

export class Failed extends Error {}

/**
 * Runs a program to its end and answers `{code, output}`. With `capture` the output is kept, and not shown; with `tee` it is
 * kept and shown.
 */
export function runToEnd(command, args, { capture = false, tee = false, env = {}, cwd = root } = {}) {
  return new Promise((resolve) => {
    const stdio = capture || tee ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'];
    const child = spawn(command, args, {
      cwd,
      stdio,
      env: { ...environment, ...(capture ? plain : {}), ...env },
    });
    let output = '';
    const keep = (stream) => (chunk) => {
      output += chunk;
      if (tee) stream.write(chunk);
    };
    child.stdout?.on('data', keep(process.stdout));
    child.stderr?.on('data', keep(process.stderr));
    child.on('error', (problem) =>
      resolve({ code: 127, output: `${output}${command}: ${problem.message}\n` }),
    );
    child.on('close', (code, signal) =>
      resolve({ code: code ?? 1, output: signal ? `${output}${signal}\n` : output }),
    );
  });
}

/** Runs quietly; a failure shows everything the program said. */
export async function runQuietly(command, args, options) {
  const { code, output } = await runToEnd(command, args, { ...options, capture: true });
  if (code !== 0) throw new Failed(`${output}\n${command} ${args.slice(0, 4).join(' ')} …: exit ${code}`);
  return output;
}

/** Runs `work` and prints what it was and how long it took. */
export async function timed(name, work) {
  const start = performance.now();
  const result = await work();
  console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return result;
}

/** The main of a tool: a failed program has said why; anything else is a fault of ours. */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (problem) {
    console.error(problem instanceof Failed ? problem.message : problem);
    process.exitCode = 1;
  }
}
