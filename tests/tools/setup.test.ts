import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const text = (file: string) => readFile(join(root, file), 'utf8');

/** The set-up where `node` says it is of this version. What comes after that check is another matter. */
async function setUpWith(version: string) {
  const folder = await mkdtemp(join(tmpdir(), 'vi-node-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'node'), `#!/bin/sh\necho ${version}\n`);
  await chmod(join(folder, 'node'), 0o755);
  const rules = (await text('tools/setup.sh')).split(/^missing=/m, 1)[0];
  const { status, stderr } = spawnSync('bash', ['-c', `${rules}\nexit 0`, 'tools/setup.sh'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${folder}:${process.env.PATH}` },
  });
  return { status, stderr };
}

it('the README names the range of Node that package.json does', async () => {
  const { engines } = JSON.parse(await text('package.json'));
  expect(await text('README.md')).toContain(`\`${engines.node}\``);
});

it.each(['v20.19.0', 'v20.20.2', 'v22.13.0', 'v24.1.0'])('set-up goes on with Node %s', async (version) => {
  expect(await setUpWith(version)).toEqual({ status: 0, stderr: '' });
});

it.each(['v18.20.4', 'v20.18.9', 'v21.9.0', 'v22.12.0'])(
  'set-up stops at Node %s and says what it needs',
  async (version) => {
    const { status, stderr } = await setUpWith(version);
    expect(status).toBe(1);
    expect(stderr).toContain('^20.19.0 || >=22.13.0');
    expect(stderr).toContain(version);
  },
);
