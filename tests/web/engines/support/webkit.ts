// WebKitGTK as Debian ships it: its small browser on a screen that nobody sees, driven by the WebDriver protocol.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Readable } from 'node:stream';
import { type Engine, type Point, until, WINDOW } from './engine.ts';
import { remove, start, stop, temporaryFolder } from './processes.ts';

const PATIENCE = 60_000;
/** Only our own pages are opened, and as root or in a container the sandbox cannot start. */
const UNBOXED = { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' };
/** A screen in memory has no graphics card. */
const UNACCELERATED = { WEBKIT_DISABLE_DMABUF_RENDERER: '1' };
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

export async function startWebKit(): Promise<Engine> {
  const home = temporaryFolder();
  const started: ChildProcess[] = [];
  const end = () => {
    for (const child of started.reverse()) stop(child);
    remove(home);
  };
  try {
    const screen = `${WINDOW.width}x${WINDOW.height + 200}x24`;
    const x = start('Xvfb', ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    started.push(x);
    const display = await displayOf(x);
    const port = await freePort();
    const driver = start('WebKitWebDriver', [`--port=${port}`], { env: environment(home, display) });
    started.push(driver);
    return new WebKit(await openSession(`http://127.0.0.1:${port}`), end);
  } catch (problem) {
    end();
    throw problem;
  }
}

function environment(home: string, display: string): NodeJS.ProcessEnv {
  const own = { HOME: home, XDG_RUNTIME_DIR: home, TMPDIR: home, LANG: 'C.UTF-8', NO_AT_BRIDGE: '1' };
  return {
    PATH: process.env.PATH,
    DISPLAY: `:${display}`,
    GDK_BACKEND: 'x11',
    ...own,
    ...UNBOXED,
    ...UNACCELERATED,
  };
}

async function displayOf(x: ChildProcess): Promise<string> {
  const signal = AbortSignal.timeout(PATIENCE);
  const gone = once(x, 'exit', { signal }).then(([code]) => {
    throw new Error(`Xvfb ended with ${code}`);
  });
  const [line] = await Promise.race([once(x.stdio[3] as Readable, 'data', { signal }), gone]);
  return String(line).trim();
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function openSession(driver: string): Promise<string> {
  await until('a driver that listens', () =>
    fetch(`${driver}/status`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  const { sessionId } = (await send('POST', `${driver}/session`, { capabilities: {} })) as {
    sessionId: string;
  };
  const session = `${driver}/session/${sessionId}`;
  await send('POST', `${session}/timeouts`, { script: PATIENCE, pageLoad: PATIENCE });
  await send('POST', `${session}/window/rect`, { x: 0, y: 0, ...WINDOW });
  return session;
}

async function send(method: 'GET' | 'POST' | 'DELETE', url: string, body?: unknown): Promise<unknown> {
  const signal = AbortSignal.timeout(2 * PATIENCE);
  const reply = await fetch(url, { method, signal, body: body ? JSON.stringify(body) : undefined });
  const { value } = (await reply.json()) as { value: { error?: string; message?: string } };
  if (!reply.ok) throw new Error(`WebDriver: ${value.error}: ${value.message}`);
  return value;
}

interface Watched {
  problems: string[];
}

/** WebDriver has no console, and nothing of ours can run before the page does: what went wrong while it loaded shows in
 * that it never computes. */
function watch(): void {
  const problems: string[] = [];
  Object.assign(window, { problems });
  addEventListener('error', ({ message }) => problems.push(`uncaught: ${message}`));
  addEventListener('unhandledrejection', ({ reason }) => problems.push(`uncaught: ${reason}`));
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    problems.push(`${violatedDirective} refused ${blockedURI}`),
  );
}

class WebKit implements Engine {
  #session: string;
  #end: () => void;

  constructor(session: string, end: () => void) {
    this.#session = session;
    this.#end = end;
  }

  async open(url: string): Promise<void> {
    await this.#post('url', { url });
    await this.evaluate(watch);
  }

  async evaluate<Given extends unknown[], Answer>(
    work: (...given: Given) => Answer | Promise<Answer>,
    ...given: Given
  ): Promise<Answer> {
    const script = `return (${work})(...arguments)`;
    return (await this.#post('execute/sync', { script, args: given })) as Answer;
  }

  async drag({ x, y }: Point, dx: number): Promise<void> {
    const move = (to: number) => ({ type: 'pointerMove', x: Math.round(to), y: Math.round(y), duration: 20 });
    const steps = Array.from({ length: 10 }, (_, i) => move(x + (dx * (i + 1)) / 10));
    const actions = [move(x), { type: 'pointerDown', button: 0 }, ...steps, { type: 'pointerUp', button: 0 }];
    await this.#post('actions', { actions: [{ type: 'pointer', id: 'mouse', actions }] });
  }

  async enter(text: string): Promise<void> {
    const focused = (await send('GET', `${this.#session}/element/active`)) as Record<string, string>;
    await this.#post(`element/${focused[ELEMENT]}/value`, { text: `${text}\uE007` });
  }

  problems(): Promise<string[]> {
    return this.evaluate(() => (window as unknown as Watched).problems);
  }

  async close(): Promise<void> {
    await send('DELETE', this.#session).catch(() => {});
    this.#end();
  }

  #post(command: string, body: unknown): Promise<unknown> {
    return send('POST', `${this.#session}/${command}`, body);
  }
}
