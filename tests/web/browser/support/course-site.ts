// A course site of tests/hosts, built as its author would: packages by its own lockfile, our files copied beside its own.
import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { dist } from './paths.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const run = promisify(execFile);

interface Builder {
  /** Where the site's author puts files that are to be served as they are. */
  served: string;
  built: string;
  build(folder: string): Promise<void>;
}

const builders = {
  starlight: {
    served: 'public/vi',
    built: 'dist',
    build: async (folder) => {
      await installPackages(folder);
      await quietly(folder, process.execPath, ['node_modules/astro/astro.js', 'build']);
    },
  },
  mkdocs: {
    served: 'docs/vi',
    built: 'site',
    build: (folder) => quietly(folder, 'mkdocs', ['build', '--strict', '--site-dir', 'site']),
  },
} satisfies Record<string, Builder>;

export type CourseSite = keyof typeof builders;

/** Answers the folder to be served. What npm installed is kept for the next time. */
export async function buildCourseSite(name: CourseSite): Promise<string> {
  const { served, built, build } = builders[name];
  const folder = `${root}build/hosts/${name}`;
  await mkdir(folder, { recursive: true });
  const old = (await readdir(folder)).filter((entry) => entry !== 'node_modules');
  for (const entry of old) await rm(`${folder}/${entry}`, { recursive: true });
  await cp(`${root}tests/hosts/${name}`, folder, { recursive: true });
  await cp(`${dist}/embed`, `${folder}/${served}`, { recursive: true });
  await build(folder);
  return `${folder}/${built}`;
}

/** As tools/setup.sh does it: the lockfile in node_modules says what is installed there. */
async function installPackages(folder: string): Promise<void> {
  const [wanted, stamp] = [`${folder}/package-lock.json`, `${folder}/node_modules/.installed-lock.json`];
  const [lock, installed] = await Promise.all(
    [wanted, stamp].map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  if (lock === installed) return;
  await quietly(folder, 'npm', ['ci']);
  await cp(wanted, stamp);
}

async function quietly(cwd: string, command: string, args: string[]): Promise<void> {
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NO_COLOR: '1' };
  const limits = { timeout: 240_000, killSignal: 'SIGKILL', maxBuffer: 1 << 26 } as const;
  await run(command, args, { cwd, env, ...limits }).catch(({ stdout = '', stderr = '', message }) => {
    throw new Error(`${cwd}: ${message}\n${stdout}${stderr}`);
  });
}
