// One browser as the smoke run needs it, whatever protocol drives it: real pointer and key events, and a look into the page.

export interface Point {
  x: number;
  y: number;
}

export interface Engine {
  open(url: string): Promise<void>;
  /** Run `work` in the page. It is sent as text: of what stands around it, it sees nothing. */
  evaluate<Given extends unknown[], Answer>(
    work: (...given: Given) => Answer | Promise<Answer>,
    ...given: Given
  ): Promise<Answer>;
  drag(from: Point, dx: number): Promise<void>;
  /** Into what has the focus, then Enter. */
  enter(text: string): Promise<void>;
  /** What went wrong in the pages so far: errors that nobody caught or that were logged, refusals by the policy. */
  problems(): Promise<string[]>;
  close(): Promise<void>;
}

export const WINDOW = { width: 1440, height: 1000 };

/** Poll the page until the answer is true; else say what it never was. */
export async function until(what: string, look: () => Promise<boolean>, patience = 60_000): Promise<void> {
  const end = Date.now() + patience;
  while (!(await look())) {
    if (Date.now() > end) throw new Error(`after ${patience / 1000} s: not ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
