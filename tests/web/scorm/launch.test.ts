// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findApi } from '../../../web/scorm/find-api.ts';
import { launch } from '../../../web/scorm/launch.ts';
import { Lms } from './lms.ts';

/** Windows one inside the other, the innermost first. */
function nested(depth: number, top: object = {}): Window {
  let at = { ...top } as { parent?: unknown };
  at.parent = at;
  for (let i = 0; i < depth; i++) at = { parent: at };
  return at as unknown as Window;
}

const sealed = (parent: unknown) =>
  new Proxy(
    { parent },
    {
      get: (_, key) => {
        if (key === 'parent') return parent;
        throw new DOMException('cross-origin', 'SecurityError');
      },
    },
  );

describe('an LMS is found', () => {
  const API = {};

  it.each([0, 1, 500])('%i windows up', (depth) => {
    expect(findApi(nested(depth, { API }), 'API')).toBe(API);
  });

  it('no further than 500 windows up, nor in a chain without an end', () => {
    expect(findApi(nested(501, { API }), 'API')).toBeUndefined();
    const endless: Record<string, unknown> = {};
    Object.defineProperty(endless, 'parent', { get: () => Object.create(endless) });
    expect(findApi(endless as unknown as Window, 'API')).toBeUndefined();
  });

  it('above the window that opened this one', () => {
    const from = Object.assign(nested(0), { opener: nested(2, { API }) }) as unknown as Window;
    expect(findApi(from, 'API')).toBe(API);
  });

  it('beyond a window of another origin', () => {
    const top = nested(0, { API });
    expect(findApi({ parent: sealed(top) } as unknown as Window, 'API')).toBe(API);
  });

  it('by its own name only', () => {
    expect(findApi(nested(1, { API }), 'API_1484_11')).toBeUndefined();
  });
});

describe('a launch', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  async function launched(top: object, version = '1.2') {
    const waiting = launch(nested(1, top), version, 'lesson');
    await vi.advanceTimersByTimeAsync(2000);
    return waiting;
  }

  it('without an LMS says so after a second', async () => {
    expect(await launched({})).toEqual({ missing: true });
  });

  it('finds an LMS that comes late', async () => {
    const lms = new Lms('1.2');
    const top: Record<string, unknown> = {};
    const from = nested(0, top);
    setTimeout(() => Object.assign(from, { API: lms.launch() }), 400);
    const waiting = launch(from, '1.2', 'lesson');
    await vi.advanceTimersByTimeAsync(2000);
    expect(await waiting).toHaveProperty('visit');
  });

  it('tells why the LMS does not begin', async () => {
    const lms = new Lms('1.2');
    const API = lms.launch();
    lms.fault = (call) =>
      ({ LMSInitialize: 'false', LMSGetLastError: '301', LMSGetErrorString: 'Not now' })[call];
    expect(await launched({ API })).toEqual({ refusal: 'error 301, Not now' });
  });

  it('goes on where a frame around it has begun already', async () => {
    const lms = new Lms('2004');
    const api = lms.launch() as { Initialize(text: string): string };
    api.Initialize('');
    expect(await launched({ API_1484_11: api }, '2004')).toHaveProperty('visit');
  });

  it('with an LMS that has no such calls is refused with a sentence', async () => {
    expect(await launched({ API: { LMSInitialize: 7 } })).toEqual({
      refusal: expect.stringMatching(/apply|function/),
    });
  });
});
