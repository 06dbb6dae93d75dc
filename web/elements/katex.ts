// Where KaTeX comes from: the bundler puts it inside a script, or into a file that is fetched when this is called. The embed's
// small edition has web/embed/katex-beside.ts in place of this file.
export type Katex = typeof import('katex').default;

export async function fetchKatex(): Promise<Katex> {
  return (await import('katex')).default;
}
