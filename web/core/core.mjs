// The loader of the core: the same `.wasm` in a page, in a worker and in Node, without Emscripten's glue.
// Requests and replies are JSON text that crosses as bytes and a length (`malloc`, bytes, `vi_call`).

const encoder = new TextEncoder();
const decoder = new TextDecoder();

// All the module may ask of its host; tests/web/core.test.ts holds the list to these two.
const imports = {
  env: { emscripten_notify_memory_growth() {} },
  wasi_snapshot_preview1: {
    proc_exit(code) {
      throw new Error(`the core left with exit code ${code}`);
    },
  },
};

/** An error reply of the core, as an exception: only this wrapper throws, the module answers. */
export class ViError extends Error {
  constructor({ code, message, where = '', hint }) {
    super(message);
    this.name = 'ViError';
    this.code = code;
    this.where = where;
    if (hint !== undefined) this.hint = hint;
  }
}

/** Compile (where bytes are given) and start a core. */
export async function loadCore(source) {
  const module = isModule(source) ? source : await WebAssembly.compile(source);
  return new Core(module, await WebAssembly.instantiate(module, imports));
}

// By name, since a module that came from another realm (a frame, a test's sandbox) is not an `instanceof` ours.
function isModule(source) {
  return Object.prototype.toString.call(source) === '[object WebAssembly.Module]';
}

class Core {
  #exports;
  #loads = new Map();

  constructor(module, instance) {
    this.module = module;
    this.#exports = start(instance);
  }

  /** The `ok` object of the reply; an error reply is thrown as a ViError. */
  call(request) {
    const reply = this.reply(request);
    if (reply.error) throw new ViError(reply.error);
    return reply.ok;
  }

  /** The whole reply, `{ok}` or `{error}`. Loaded lessons are loaded again when the instance has lost them. */
  reply(request) {
    const reply = this.#once(request);
    if (reply.error?.code !== 'unknown_lesson') return this.#remember(request, reply);
    const load = this.#loads.get(request.lesson);
    if (!load) return reply;
    const again = this.#once(load);
    return again.error ? again : this.#once(request);
  }

  /** The bytes of the door as text, for tests that compare hosts. A trap throws, and the next call has a new instance. */
  text(request) {
    this.#exports ??= start(new WebAssembly.Instance(this.module, imports));
    try {
      return exchange(this.#exports, request);
    } catch (trap) {
      this.#exports = undefined;
      throw trap;
    }
  }

  #once(request) {
    try {
      return JSON.parse(this.text(toJson(request)));
    } catch (trap) {
      this.#exports = undefined;
      return { error: stopped(trap) };
    }
  }

  #remember(request, reply) {
    if (request.op === 'lesson.load' && reply.ok) this.#loads.set(reply.ok.lesson, request);
    return reply;
  }
}

// Out of memory or stack, engines throw a RangeError, and some of them nothing that has a message.
function stopped(trap) {
  const reason = trap?.message || 'out of memory';
  const code = !trap?.message || trap.name === 'RangeError' ? 'limit' : 'internal';
  return { code, message: `the core stopped: ${reason}`, where: '' };
}

// The stack lies below everything else in memory, so an overflow traps by itself and needs no limits set here.
function start({ exports }) {
  if (!exports.vi_call) throw new TypeError('this module is no core');
  exports._initialize();
  return exports;
}

// `memory.buffer` is read anew at each step: growth detaches every older view.
function exchange(exports, text) {
  const most = text.length * 3; // bytes of UTF-8
  const at = exports.malloc(Math.max(most, 1));
  if (at === 0) throw new RangeError('out of memory');
  const { written } = encoder.encodeInto(text, new Uint8Array(exports.memory.buffer, at, most));
  const reply = exports.vi_call(at, written) >>> 0;
  const length = new DataView(exports.memory.buffer).getUint32(reply, true);
  const answer = decoder.decode(new Uint8Array(exports.memory.buffer, reply + 4, length));
  exports.free(at);
  return answer;
}

// JSON has no spelling for three numbers and writes null; the door reads them as strings. (A replacer is slow: only
// where there may be one.)
function toJson(request) {
  const text = JSON.stringify(request) ?? 'null';
  return text.includes('null') ? JSON.stringify(request, (_, value) => spell(value)) : text;
}

function spell(value) {
  if (typeof value !== 'number' || Number.isFinite(value)) return value;
  if (Number.isNaN(value)) return 'nan';
  return value > 0 ? 'inf' : '-inf';
}
