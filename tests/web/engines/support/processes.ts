// Programs that a test starts, and their end: whole groups, with the folder they wrote into, also when the test dies.
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const running = new Set<ChildProcess>();
const folders = new Set<string>();

/** A group of its own, so that what a program starts ends with it. */
export function start(program: string, args: string[], options: SpawnOptions = {}): ChildProcess {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options, detached: true });
  running.add(child);
  child.on('error', () => running.delete(child));
  return child;
}

export function stop(child: ChildProcess): void {
  running.delete(child);
  try {
    if (child.pid) process.kill(-child.pid, 'SIGKILL');
  } catch (problem) {
    // It has ended by itself.
    if ((problem as NodeJS.ErrnoException).code !== 'ESRCH') throw problem;
  }
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vi-engine-'));
  folders.add(folder);
  return folder;
}

export function remove(folder: string): void {
  folders.delete(folder);
  // What was killed a moment ago may still be writing.
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

process.once('exit', () => {
  for (const child of running) stop(child);
  for (const folder of folders) remove(folder);
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
