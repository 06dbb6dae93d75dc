// An LMS for tests: scorm-again, with what it has taken kept from visit to visit. Faults are put in by the test.
import { Scorm12API, Scorm2004API } from 'scorm-again';
import { dialectOf, type Version } from '../../../web/scorm/dialect.ts';
import { Runtime } from '../../../web/scorm/runtime.ts';
import { Visit } from '../../../web/scorm/visit.ts';

type Api = InstanceType<typeof Scorm12API> & InstanceType<typeof Scorm2004API>;
// biome-ignore lint/suspicious/noExplicitAny: scorm-again's own tree, which the tests look into
type Tree = any;
/** What a fault does with a call: `undefined` lets it through. */
export type Fault = (call: string, args: string[]) => string | undefined;

export class Lms {
  readonly version: Version;
  fault: Fault = () => undefined;
  calls: string[][] = [];
  /** As the last commit left it. */
  kept: Record<string, unknown> | undefined;
  learner = 'ada';
  #api: Api | undefined;

  constructor(version: Version) {
    this.version = version;
  }

  /** The object that a page finds in a window around it. */
  launch(): object {
    const Made = (this.version === '1.2' ? Scorm12API : Scorm2004API) as unknown as new (
      settings: object,
    ) => Api;
    const api = new Made({ autocommit: false, logLevel: 5 });
    const learner =
      this.version === '1.2' ? { core: { student_id: this.learner } } : { learner_id: this.learner };
    api.loadFromJSON({ ...learner, ...this.kept } as never, 'cmi');
    this.#api = api;
    return Object.fromEntries(
      Object.values(dialectOf(this.version).calls).map((call) => [
        call,
        (...args: string[]) => this.#take(call, args),
      ]),
    );
  }

  visit(): Visit {
    const runtime = new Runtime(this.launch(), dialectOf(this.version));
    if (!runtime.initialize()) throw new Error(runtime.problem);
    return new Visit(runtime, 'lesson');
  }

  /** What stands in the LMS now, `cmi.core.score.raw` for example. */
  value(element: string): string {
    return String(element.split('.').reduce((at: Tree, part) => at?.[part], { cmi: this.cmi }) ?? '');
  }

  /** The answers that were listed. */
  get interactions(): Tree[] {
    return Object.values(this.cmi.interactions);
  }

  get cmi(): Tree {
    return (this.#api as Api).renderCMIToJSONObject().cmi;
  }

  #take(call: string, args: string[]): string {
    this.calls.push([call, ...args]);
    const instead = this.fault(call, args);
    if (instead !== undefined) return instead;
    const api = this.#api as unknown as Record<string, (...args: string[]) => unknown>;
    const answer = String(api[call]?.(...args));
    if (/Commit|Finish|Terminate/.test(call)) this.kept = this.cmi;
    return answer;
  }
}

export const page = { query: () => '', location: () => '', ended: () => false };
