// Talking to an LMS that may refuse, throw or hang in any call. No call throws from here; what went wrong is a sentence.
import type { Dialect } from './dialect.ts';

/** What some systems answer for a value that was never set. */
const NOTHING = ['null', 'undefined'];

export class Runtime {
  readonly dialect: Dialect;
  /** Why the last call failed, if it did. */
  problem: string | undefined;
  #api: Record<string, unknown>;
  /** What the LMS has taken: it is told again only what has changed. */
  #told = new Map<string, string>();

  constructor(api: object, dialect: Dialect) {
    this.#api = api as Record<string, unknown>;
    this.dialect = dialect;
  }

  /** A frame around this one may have begun already: that is as good. */
  initialize(): boolean {
    if (this.#did('initialize', '')) return true;
    const answers = this.#code() === this.dialect.already && this.#listens();
    if (answers) this.problem = undefined;
    return answers;
  }

  get(element: string): string {
    const text = this.#call('get', element);
    return NOTHING.includes(text) ? '' : text;
  }

  /** Whether the LMS has this value. */
  set(element: string, value: string): boolean {
    if (this.#told.get(element) === value) return true;
    if (!this.#did('set', element, value)) return false;
    this.#told.set(element, value);
    return true;
  }

  commit(): boolean {
    return this.#did('commit', '');
  }

  terminate(): boolean {
    return this.#did('terminate', '');
  }

  #did(call: keyof Dialect['calls'], ...args: string[]): boolean {
    this.problem = undefined;
    const answer = this.#call(call, ...args);
    if (answer === 'true' || answer === '1') return true;
    this.problem ??= this.#reason();
    return false;
  }

  #call(call: keyof Dialect['calls'], ...args: string[]): string {
    try {
      const method = this.#api[this.dialect.calls[call]] as (...args: string[]) => unknown;
      return String(method.apply(this.#api, args) ?? '');
    } catch (thrown) {
      this.problem = thrown instanceof Error ? thrown.message : String(thrown);
      return '';
    }
  }

  #listens(): boolean {
    this.get(this.dialect.elements.learner);
    return this.#code() === 0;
  }

  #code(): number {
    return Number.parseInt(this.#call('error'), 10) || 0;
  }

  #reason(): string {
    const code = this.#code();
    if (code === 0) return 'it gives no reason';
    const text = this.#call('errorText', String(code));
    return `error ${code}${text ? `, ${text}` : ''}`;
  }
}
