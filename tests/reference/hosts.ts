// The core's two hosts, asked the same requests: the native program and the module as web pages load it.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadCore } from '../../web/core/core.mjs';
import type { ErrorBody, Json } from '../../web/core/door.ts';

const root = new URL('../../', import.meta.url);

/** What `evaluate` and `lesson.evaluate` have in common, loosely: the tests look inside by name. */
export type Reply = { ok?: { [key: string]: Json }; error?: ErrorBody };

/** Reply texts, in the order of the requests. */
export type Host = (requests: object[]) => Promise<string[]>;

async function native(requests: object[]): Promise<string[]> {
  const program = fileURLToPath(new URL('build/native/vi', root));
  const input = requests.map((request) => `${JSON.stringify(request)}\n`).join('');
  const { stdout, stderr, error } = spawnSync(program, ['call'], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (error) throw error;
  const replies = stdout.trimEnd().split('\n');
  if (replies.length !== requests.length) throw new Error(`${replies.length} replies; ${stderr}`);
  return replies;
}

async function wasm(requests: object[]): Promise<string[]> {
  const core = await loadCore(readFileSync(new URL('build/wasm/vi.wasm', root)));
  return requests.map((request) => core.text(JSON.stringify(request)));
}

export const hosts: Record<string, Host> = { native, wasm };

export function readJson(path: string) {
  return JSON.parse(readFileSync(new URL(path, root), 'utf8'));
}
