// What web/build/bundle.mjs puts inside a product that fetches nothing.
declare module 'virtual:vi-supplies' {
  import type { Compiled } from './lesson/document.ts';
  /** build/wasm/vi.wasm in base64. */
  export const core: string;
  /** web/core/worker.ts, bundled. */
  export const worker: string;
  export const lesson: Compiled;
  /** The style sheet, fonts inside. */
  export const styles: string;
}
