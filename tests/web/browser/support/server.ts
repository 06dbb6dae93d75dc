// As dull as a course site's server: files under a sub-path, nothing at the root.
import { serve as serveAt } from '../../../../tools/serve.mjs';

export interface Site {
  /** Ends in a slash. */
  url: string;
  close(): Promise<void>;
}

export function serve(folder: string, base = '/courses/lesson/'): Promise<Site> {
  return serveAt(folder, { base });
}
