// What web/build/bundle.mjs puts inside a product that fetches nothing.
declare module 'virtual:vi-supplies' {
  import type { Compiled } from './lesson/document.ts';
  /** build/wasm/vi.wasm in hexadecimal digits: web/hex.ts. */
  export const core: string;
  /** web/core/worker.ts, bundled. */
  export const worker: string;
  export const lesson: Compiled;
  /** Files beside the script that hold what is not inside it. */
  export const apart: { core: string; lesson: string; katex: string } | undefined;
  /** What a release of the site is made of: web/build/offline.mjs. */
  export const files: { url: string; revision: string | null; integrity: string }[];
  /** The style sheet of a shadow root. */
  export const styles: string;
  /** The faces of the formulas: inside the script, or files beside it. */
  export const faces: import('./embed/fonts.ts').Face[];
}
