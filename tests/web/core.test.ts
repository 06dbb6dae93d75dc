import { readFile } from 'node:fs/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { loadCore, ViError } from '../../web/core/core.mjs';
import type { Request } from '../../web/core/door.ts';
import { stubCore } from './fixtures/stub-core.ts';

const wasm = new URL('../../build/wasm/vi.wasm', import.meta.url);

// The stub knows ops of its own.
const ask = (op: string, rest: object = {}) => ({ op, ...rest }) as unknown as Request<'evaluate'>;

/** The stub, whose first instance answers as told. */
async function coreThatOnce(answer: (memory: WebAssembly.Memory) => number) {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const exports = { memory, _initialize() {}, malloc: () => 1024, free() {}, vi_call: () => answer(memory) };
  const first = vi.spyOn(WebAssembly, 'instantiate').mockResolvedValueOnce({ exports } as never);
  onTestFinished(() => first.mockRestore());
  return loadCore(stubCore);
}

function catching(work: () => unknown): unknown {
  try {
    return work();
  } catch (problem) {
    return problem;
  }
}

describe('the module', () => {
  it('asks nothing of its host but to hear of growth and to leave', async () => {
    const module = await WebAssembly.compile(await readFile(wasm));
    const imports = WebAssembly.Module.imports(module).map((each) => `${each.module}.${each.name}`);
    expect(imports.sort()).toEqual([
      'env.emscripten_notify_memory_growth',
      'wasi_snapshot_preview1.proc_exit',
    ]);
  });

  it('answers from bytes and from a compiled module alike', async () => {
    const bytes = await readFile(wasm);
    const request = { op: 'evaluate', expression: 'kl(normal(1, 3/2), normal(8/5, 4/5))' } as const;
    const fromBytes = (await loadCore(bytes)).call(request);
    const fromModule = (await loadCore(await WebAssembly.compile(bytes))).call(request);
    expect(fromBytes.value).toBeCloseTo(53 / 80 + Math.log(8 / 15) / 2, 12);
    expect(fromBytes.exact).toBe('53/80 + 1/2*log(8/15)');
    expect(fromModule).toEqual(fromBytes);
  });

  it('throws an error reply with its code, place and hint; reply() returns it', async () => {
    const core = await loadCore(await readFile(wasm));
    const request = { op: 'evaluate', expression: 'kl(normal(0, -1), normal(0, 1))' } as const;
    const { error } = core.reply(request);
    expect(error).toMatchObject({ code: 'domain', message: 'normal: variance must be > 0, got -1' });
    expect(() => core.call(request)).toThrow(ViError);
  });

  it('takes two megabytes of request, refuses them by their size, and goes on', async () => {
    const core = await loadCore(await readFile(wasm));
    const long = core.reply({ op: 'evaluate', expression: '1+'.repeat(1_000_000) });
    expect(long.error?.code).toBe('limit');
    expect(core.call({ op: 'evaluate', expression: '1/2' }).exact).toBe('1/2');
  });
});

describe('the loader', () => {
  it('drops an instance that trapped, says so as an error, and answers the next call from a fresh one', async () => {
    const core = await loadCore(stubCore);
    expect(core.call(ask('count'))).toEqual({ calls: 1 });
    expect(core.call(ask('count'))).toEqual({ calls: 2 });
    expect(core.reply(ask('trap')).error?.code).toBe('internal');
    expect(core.call(ask('count'))).toEqual({ calls: 1 });
  });

  it.each([
    ['nothing', undefined, 'limit'],
    ['a trap without words', new WebAssembly.RuntimeError(''), 'limit'],
    ['an overflow of the stack', new RangeError('too much recursion'), 'limit'],
    ['a trap', new WebAssembly.RuntimeError('unreachable'), 'internal'],
  ])('says %s that is thrown in words and as a ViError, and goes on afresh', async (_, thrown, code) => {
    const core = await coreThatOnce(() => {
      throw thrown;
    });
    const refused = catching(() => core.call(ask('count')));
    expect(refused).toBeInstanceOf(ViError);
    expect(refused).toMatchObject({ code, message: expect.stringMatching(/^the core stopped: \S/) });
    expect(core.call(ask('count'))).toEqual({ calls: 1 });
  });

  it('takes a reply that is no JSON for a fault of the core', async () => {
    const core = await coreThatOnce((memory) => {
      new Uint8Array(memory.buffer).set([1, 0, 0, 0, '{'.charCodeAt(0)], 0);
      return 0;
    });
    expect(core.reply(ask('count')).error?.code).toBe('internal');
    expect(core.call(ask('count'))).toEqual({ calls: 1 });
  });

  it('reads the memory anew after it has grown', async () => {
    const core = await loadCore(stubCore);
    expect(core.call(ask('grow'))).toEqual({ calls: 1 });
    expect(core.call(ask('count'))).toEqual({ calls: 2 });
  });

  it('loads a lesson again when the instance has lost it', async () => {
    const core = await loadCore(stubCore);
    core.call({ op: 'lesson.load', lesson: {} });
    expect(core.call(ask('use', { lesson: 'h' }))).toEqual({ calls: 2 });
    core.reply(ask('trap'));
    expect(core.call(ask('use', { lesson: 'h' }))).toEqual({ calls: 3 });
  });

  it('leaves the error standing for a lesson that it never loaded', async () => {
    const core = await loadCore(stubCore);
    expect(core.reply(ask('use', { lesson: 'other' })).error?.code).toBe('unknown_lesson');
  });
});
