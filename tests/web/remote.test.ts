import { describe, expect, it, vi } from 'vitest';
import type { CheckReport, Numeric, Reply, Request } from '../../web/core/door.ts';
import type { FromWorker, ToWorker } from '../../web/core/messages.ts';
import { Remote } from '../../web/core/remote.ts';
import { add } from '../../web/core/slices.ts';

type Answer = (request: Request, number: number) => Reply<unknown> | 'never' | { fault: string };

/** A worker as the page sees it: messages in, messages out, a terminate. */
class FakeWorker {
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  terminated = false;
  received: ToWorker[] = [];
  answer: Answer;
  opens: boolean;
  constructor(answer: Answer, opens: boolean) {
    this.answer = answer;
    this.opens = opens;
  }
  postMessage(message: ToWorker): void {
    this.received.push(message);
    if (message.type === 'open') {
      if (this.opens) this.say({ type: 'opened' });
      return;
    }
    const reply = this.answer(message.request, message.number);
    if (reply === 'never') return;
    if ('fault' in reply) this.say({ type: 'failed', reason: reply.fault });
    else this.say({ type: 'reply', number: message.number, reply });
  }
  say(data: FromWorker): void {
    queueMicrotask(() => this.onmessage?.({ data } as MessageEvent<FromWorker>));
  }
  terminate(): void {
    this.terminated = true;
  }
}

function remoteWith(answer: Answer, opens = true) {
  const workers: FakeWorker[] = [];
  const remote = new Remote({
    module: {} as WebAssembly.Module,
    bytes: () => new ArrayBuffer(0),
    deadline: 200,
    spawn: () => {
      workers.push(new FakeWorker(answer, opens));
      return workers.at(-1) as unknown as Worker;
    },
  });
  return { remote, workers };
}

const evaluate = (expression: string) => ({ op: 'evaluate', expression }) as const;

function slice(start: number, count: number): CheckReport {
  const worst = start === 50 ? 0.9 : 0.1;
  const one = { worst_residual: worst / 1e12, worst_ratio: worst, worst_at: { x: String(start) } };
  return {
    type: 'check',
    settings: count,
    identities: { 'exercise1.gap': { ...one, proved: count - 1, numerical: 1, failed: 0 } },
    definitions: {},
    failed: 0,
  };
}

const checks: Answer = (request) =>
  request.op === 'lesson.load'
    ? { ok: { lesson: 'h' } }
    : {
        ok: slice(
          (request as Request<'lesson.check'>).start ?? 0,
          (request as Request<'lesson.check'>).count ?? 0,
        ),
      };

describe('a core in a worker', () => {
  it('answers in order, with one worker', async () => {
    const { remote, workers } = remoteWith((_, number) => ({ ok: { number } }));
    const answers = await Promise.all([remote.call(evaluate('1')), remote.call(evaluate('2'))]);
    expect(answers).toEqual([{ number: 1 }, { number: 2 }]);
    expect(workers).toHaveLength(1);
  });

  it('ends a worker that misses its deadline, and asks a fresh one next', async () => {
    let hangs = true;
    const { remote, workers } = remoteWith(() => (hangs ? 'never' : { ok: 'fine' }));
    await expect(remote.call(evaluate('1'))).rejects.toMatchObject({ code: 'limit' });
    expect(workers[0]?.terminated).toBe(true);
    hangs = false;
    expect(await remote.call(evaluate('1'))).toBe('fine');
    expect(workers).toHaveLength(2);
  });

  it('drops a reply that comes late', async () => {
    const { remote, workers } = remoteWith((request, number) =>
      (request as Request<'evaluate'>).expression === 'slow' ? 'never' : { ok: number },
    );
    await expect(remote.call(evaluate('slow'))).rejects.toMatchObject({ code: 'limit' });
    const next = remote.call(evaluate('quick'));
    workers[0]?.say({ type: 'reply', number: 1, reply: { ok: 'too late' } });
    expect(await next).toBe(2);
  });

  it('says when the worker dies', async () => {
    const { remote, workers } = remoteWith(() => 'never');
    const call = remote.call(evaluate('1'));
    await vi.waitFor(() => expect(workers[0]?.received).toHaveLength(2));
    workers[0]?.onerror?.({ message: 'out of memory' } as ErrorEvent);
    await expect(call).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringContaining('out of memory'),
    });
  });

  it('counts the deadline while the worker opens', async () => {
    const { remote, workers } = remoteWith(() => ({ ok: 1 }), false);
    await expect(remote.call(evaluate('1'))).rejects.toMatchObject({ code: 'limit' });
    expect(workers[0]?.terminated).toBe(true);
  });

  it('says at once what broke inside a call, and goes on with a fresh worker', async () => {
    let breaks = true;
    const { remote, workers } = remoteWith(() => (breaks ? { fault: 'a bug' } : { ok: 'fine' }));
    await expect(remote.call(evaluate('1'))).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringContaining('a bug'),
    });
    breaks = false;
    expect(await remote.call(evaluate('1'))).toBe('fine');
    expect(workers).toHaveLength(2);
  });

  it.each([
    ['opens', false],
    ['works', true],
  ])('answers all that waits when it is closed while its worker %s', async (_, opens) => {
    const { remote, workers } = remoteWith(() => 'never', opens);
    const calls = [remote.call(evaluate('1')), remote.call(evaluate('2'))];
    await vi.waitFor(() => expect(workers).toHaveLength(1));
    remote.close();
    for (const call of calls)
      await expect(call).rejects.toMatchObject({ code: 'internal', message: 'the worker was closed' });
    expect(workers).toHaveLength(1);
    expect(workers[0]?.terminated).toBe(true);
  });

  it('says why no worker could be started', async () => {
    const remote = new Remote({
      module: {} as WebAssembly.Module,
      bytes: () => new ArrayBuffer(0),
      spawn: () => {
        throw new Error('not allowed here');
      },
    });
    await expect(remote.call(evaluate('1'))).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringContaining('not allowed here'),
    });
  });

  it('sends the bytes where a module cannot cross', async () => {
    const { remote, workers } = remoteWith(() => ({ ok: 1 }));
    await remote.call(evaluate('1'));
    workers[0]?.say({ type: 'unreadable' });
    await vi.waitFor(() =>
      expect(workers[0]?.received.at(-1)).toMatchObject({ type: 'open', core: expect.any(ArrayBuffer) }),
    );
  });
});

describe('a check in slices', () => {
  it('reports progress and adds the slices up, keeping the worst', async () => {
    const { remote } = remoteWith(checks);
    const seen: number[] = [];
    const report = await remote.check({ lesson: {}, count: 120, onProgress: (done) => seen.push(done) });
    expect(seen).toEqual([0, 50, 100, 120]);
    expect(report.settings).toBe(120);
    expect(report.identities['exercise1.gap']).toEqual({
      worst_residual: 0.9 / 1e12,
      worst_ratio: 0.9,
      worst_at: { x: '50' },
      proved: 117,
      numerical: 3,
      failed: 0,
    });
  });

  it('keeps the largest residual though the worst ratio stood elsewhere, and counts what failed once', () => {
    const part = (worst_residual: Numeric, worst_ratio: number, failed: number): CheckReport => ({
      type: 'check',
      settings: 50,
      identities: {
        a: {
          worst_residual,
          worst_ratio,
          worst_at: { x: `${worst_ratio}` },
          proved: 0,
          numerical: 0,
          failed,
        },
      },
      definitions: { f: { worst_residual, worst_ratio, checked: 50, failed } },
      failed: failed > 0 ? 2 : 0,
    });
    const whole = [part(3, 0.5, 4), part(1, 0.9, 2), part(2, 0.1, 0)].reduce(add);
    expect(whole.identities.a).toMatchObject({ worst_residual: 3, worst_ratio: 0.9, worst_at: { x: '0.9' } });
    expect(whole.identities.a?.failed).toBe(6);
    expect(whole.definitions.f).toMatchObject({ worst_residual: 3, worst_ratio: 0.9, checked: 150 });
    expect(whole.failed).toBe(2);
    expect(add(whole, part('nan', 0, 0)).identities.a?.worst_residual).toBe('nan');
  });

  it('stops between slices when it is cancelled, and the worker stays', async () => {
    const { remote, workers } = remoteWith(checks);
    const cancel = new AbortController();
    const onProgress = (done: number) => done >= 50 && cancel.abort();
    await expect(
      remote.check({ lesson: {}, count: 1000, onProgress, signal: cancel.signal }),
    ).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(await remote.call({ op: 'lesson.load', lesson: {} })).toEqual({ lesson: 'h' });
    expect(workers).toHaveLength(1);
  });
});
