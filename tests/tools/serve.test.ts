import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readPort, serve } from '../../tools/serve.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

async function served(files: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), 'vi-site-'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const site = await serve(folder);
  onTestFinished(async () => {
    await site.close();
    await rm(folder, { recursive: true });
  });
  return { folder, url: site.url };
}

describe('the server', () => {
  it('goes on after a visitor who leaves in the middle of a file', async () => {
    const { url } = await served({ 'large.json': 'x'.repeat(20_000_000), 'small.json': '1' });
    const leaving = new AbortController();
    const reply = await fetch(`${url}large.json`, { signal: leaving.signal });
    leaving.abort();
    await expect(reply.text()).rejects.toThrow();
    expect(await (await fetch(`${url}small.json`)).text()).toBe('1');
  });

  it('goes on after a file that cannot be read', async () => {
    const { url, folder } = await served({ 'small.json': '1' });
    // A process's memory is a file that is found and opened, and answers no plain read.
    await symlink('/proc/self/mem', join(folder, 'odd.json'));
    await fetch(`${url}odd.json`)
      .then((reply) => reply.text())
      .catch(() => {});
    expect(await (await fetch(`${url}small.json`)).text()).toBe('1');
  });
});

describe('a port', () => {
  it('that is taken is refused, or any other serves', async () => {
    const { url, folder } = await served({ 'small.json': '1' });
    const port = Number(new URL(url).port);
    await expect(serve(folder, { port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    const other = await serve(folder, { port, orAny: true });
    onTestFinished(other.close);
    expect(await (await fetch(`${other.url}small.json`)).text()).toBe('1');
  });

  it('is a whole number from 0 to 65535', () => {
    expect(['0', '4173', '65535'].map(readPort)).toEqual([0, 4173, 65535]);
    expect(['abc', '', '-1', '1.5', '65536', '0x10', '1e3'].map(readPort)).toEqual(Array(7).fill(undefined));
  });

  it('of another kind is refused before anything is built', () => {
    const { status, stderr } = spawnSync('node', ['tools/start.mjs', '--port', 'abc'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toContain('--port abc: a port is a whole number from 0 to 65535');
  });

  it('that was asked for and is taken is said before anything is built', async () => {
    const { port } = new URL((await served({})).url);
    const { status, stderr } = spawnSync('node', ['tools/start.mjs', '--port', port], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(stderr).toBe(`npm start: port ${port} is taken; name another\n`);
    expect(status).toBe(2);
  });

  it('comes with no other option: a misspelt one is named', () => {
    const { status, stderr } = spawnSync('node', ['tools/start.mjs', '--prot', '1'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^npm start: Unknown option '--prot'/);
  });
});
