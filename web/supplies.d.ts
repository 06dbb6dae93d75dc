// What web/build/bundle.mjs puts inside a product that fetches nothing.
declare module 'virtual:vi-supplies' {
  import type { Compiled } from './lesson/document.ts';
  /** build/wasm/vi.wasm in base64. */
  export const core: string;
  /** web/core/worker.ts, bundled. */
  export const worker: string;
  export const lesson: Compiled;
  /** Files beside the script that hold core and lesson, where they are not inside it. */
  export const apart: { core: string; lesson: string } | undefined;
  /** What a release of the site is made of: web/build/offline.mjs. */
  export const files: { url: string; revision: string | null; integrity: string }[];
  /** The style sheet, fonts inside. */
  export const styles: string;
}
