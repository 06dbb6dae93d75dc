// The package as a stranger has it: packed, installed where there is Node and nothing to compile with, and used.
import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const PATIENCE = 240_000;
const run = promisify(execFile);

let home: string;
/** Node, npm, and the shell that npm starts its programs with. */
let PATH: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'vi-package-'));
  PATH = join(home, 'bin');
  await mkdir(PATH);
  for (const program of ['node', 'npm', 'sh']) await symlink(await found(program), join(PATH, program));
  await run('npm', ['pack', '--silent', '--pack-destination', home], { cwd: root });
  const tarball = (await readdir(home)).find((name) => name.endsWith('.tgz')) as string;
  await writeFile(join(home, 'package.json'), '{ "private": true }');
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', `./${tarball}`], inside());
}, PATIENCE);

afterAll(() => rm(home, { recursive: true, force: true }));

async function found(program: string): Promise<string> {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const file = await realpath(join(folder, program)).catch(() => undefined);
    if (file) return file;
  }
  throw new Error(`this machine has no ${program}`);
}

function inside() {
  return { cwd: home, env: { PATH, HOME: process.env.HOME, npm_config_cache: process.env.npm_config_cache } };
}

const installed = (path: string) => join(home, 'node_modules', path);

/** `npx vi-lessons …`, without asking npm each time. */
async function viLessons(...words: string[]) {
  const program = installed('.bin/vi-lessons');
  return run(join(PATH, 'node'), [program, ...words], inside()).then(
    ({ stdout, stderr }) => ({ status: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ status: code as number, stdout, stderr }),
  );
}

async function edit(file: string, change: (text: string) => string): Promise<void> {
  await writeFile(file, change(await readFile(file, 'utf8')));
}

describe('the package', { timeout: PATIENCE }, () => {
  it('is small, and brings nothing to compile or to bundle with', async () => {
    for (const program of ['emcc', 'cmake', 'c++', 'g++', 'clang++'])
      await expect(run('sh', ['-c', `command -v ${program}`], inside())).rejects.toThrow();
    const packages = await readdir(installed(''));
    expect(packages).not.toContain('vite');
    expect(packages).not.toContain('typescript');
    const files = await readdir(installed('vi-lessons'), { recursive: true });
    expect(
      files.filter((name) => name !== 'web/lesson/events.ts' && /\.(ts|cpp|h|map)$|test|fixtures/.test(name)),
    ).toEqual([]);
  });

  it('begins a lesson that passes the check and becomes a page with the numbers in it', async () => {
    expect(await viLessons('new', 'lessons/mine')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('next: npx vi-lessons preview lessons/mine\n'),
    });
    expect(await viLessons('check', 'lessons/mine')).toMatchObject({
      status: 0,
      stderr: '',
      stdout: expect.stringMatching(/^lessons\/mine: fine\. 1 identity .* at 1000 settings/),
    });
    expect(await viLessons('build', 'lessons/mine', '--out', 'dist')).toMatchObject({
      status: 0,
      stderr: '',
    });
    const page = await readFile(join(home, 'dist/site/index.html'), 'utf8');
    expect(page).toMatch(/<vi-number name="first\.estimate"[^>]*>0\.667</);
    expect(await readdir(join(home, 'dist'))).toEqual(
      expect.arrayContaining(['embed', 'lesson.html', 'site']),
    );
  });

  it('shows an editor the schemas that it brings, where the guide says they are', async () => {
    await viLessons('new', 'measurement');
    const { $schema } = JSON.parse(await readFile(join(home, 'measurement/lesson.json'), 'utf8'));
    const guide = await readFile(installed('vi-lessons/web/docs/writing-a-lesson.md'), 'utf8');
    const named = [...guide.matchAll(/"\$schema": "(.*)"/g)].map(([, path]) => path as string);
    expect(named).toEqual([$schema, join(dirname($schema), 'cards.schema.json')]);
    for (const path of named) {
      const schema = JSON.parse(await readFile(join(home, 'measurement', path), 'utf8'));
      expect(schema.$id).toBe(basename(path));
    }
  });

  it('says file, line and remedy, and ends with 1 for what is false, 2 for what cannot be read', async () => {
    await viLessons('new', 'lessons/broken');
    const lesson = join(home, 'lessons/broken/lesson.json');
    await edit(lesson, (text) => text.replace('x/(1 + noise)', 'x/(2 + noise)'));
    expect(await viLessons('check', 'lessons/broken')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining(
        'lessons/broken/lesson.json:18 at /sets/measurement/identities/weights: in scene "first" its sides differ',
      ),
    });
    await edit(lesson, (text) => text.replace('mean(belief)', 'mean(beleif)'));
    expect(await viLessons('check', 'lessons/broken')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(
        /lesson\.json:15 at \S+\/estimate\S* column 6: unknown name "beleif"; did you mean "belief"\?/,
      ),
    });
    expect(await viLessons('build', 'lessons/broken', '--out', 'dist')).toMatchObject({ status: 2 });
    expect(await viLessons('check', 'nowhere')).toMatchObject({ status: 2 });
    expect(await viLessons('chek', 'lessons/broken')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('did you mean "check"?'),
    });
  });

  it('tries an expression, and lists what one may call', async () => {
    expect(await viLessons('evaluate', 'kl(normal(1, 3/2), normal(8/5, 4/5))')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('exactly 53/80 + 1/2*log(8/15)'),
    });
    expect(await viLessons('evaluate', '1 + 2*klx(1)')).toMatchObject({
      status: 2,
      stderr: 'vi-lessons: at column 7: unknown function "klx"; did you mean "kl"?\n',
    });
    expect((await viLessons('functions')).stdout).toContain('kl(normal(m, v), normal(M, V))');
    expect(await viLessons('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('usage:') });
  });

  it('overwrites nothing', async () => {
    await viLessons('new', 'lessons/once');
    expect(await viLessons('new', 'lessons/once')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('is not empty'),
    });
  });

  it('pushes what is saved to the open page, and the place of what is wrong', async () => {
    await viLessons('new', 'lessons/seen');
    const folder = join(home, 'lessons/seen');
    const url = await startPreview('lessons/seen');
    const page = await (await fetch(url)).text();
    expect(page).toContain('<script defer src="preview/client.js"');
    const told = await follow(`${url}preview/events`);
    const first = await told.next();
    expect(first).toMatchObject({ broken: false });

    await edit(join(folder, '01-start.md'), (text) => text.replace('You measured', 'You have measured'));
    const saved = performance.now();
    const second = await told.until(({ build }) => build !== first.build);
    expect(second).toMatchObject({ broken: false, problems: [] });
    expect(performance.now() - saved).toBeLessThan(5_000);
    expect(await (await fetch(url)).text()).toContain('You have measured');

    await edit(join(folder, '01-start.md'), (text) => text.replace('{{estimate:3}}', '{{estimat:3}}'));
    expect(await told.until(({ broken }) => broken)).toMatchObject({
      build: second.build,
      problems: [
        {
          place: '01-start.md:4',
          says: 'unknown quantity "estimat" in scene "first"; did you mean "estimate"?',
        },
      ],
    });
    expect(await (await fetch(url)).text()).toContain('You have measured');
  });
});

async function startPreview(folder: string): Promise<string> {
  const words = [installed('.bin/vi-lessons'), 'preview', folder, '--port', '0'];
  const child = spawn(join(PATH, 'node'), words, { ...inside(), stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill();
  });
  let said = '';
  return new Promise((settle, refuse) => {
    child.on('exit', () => refuse(new Error(`the preview ended: ${said}`)));
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const url = /http:\/\/\S+/.exec(said)?.[0];
      if (url) settle(url);
    });
  });
}

interface Told {
  build: number;
  broken: boolean;
  problems: { place: string; says: string }[];
}

/** The states that an open page is told, one after another. */
async function follow(url: string) {
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const reply = await fetch(url, { signal: stop.signal });
  const states = read(reply.body as ReadableStream<Uint8Array>);
  const next = async () => (await states.next()).value as Told;
  return {
    next,
    async until(fits: (told: Told) => boolean) {
      for (;;) {
        const told = await next();
        if (fits(told)) return told;
      }
    },
  };
}

async function* read(stream: ReadableStream<Uint8Array>): AsyncGenerator<Told> {
  let text = '';
  for await (const chunk of stream.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const events = text.split('\n\n');
    text = events.pop() as string;
    for (const event of events) yield JSON.parse(event.replace(/^data: /, ''));
  }
}
