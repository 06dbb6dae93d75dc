// KaTeX and its fonts as files beside the script. A formula is drawn when all of them are there: in other letters it would be
// another formula.
import { apart, faces } from 'virtual:vi-supplies';
import type { Katex } from '../elements/katex.ts';
import { Failure, fetchBytes } from '../failures.ts';
import { beside } from './beside.ts';
import { shareFonts } from './fonts.ts';

export async function fetchKatex(): Promise<Katex> {
  const fonts = shareFonts(faces, (file) => fetchBytes(beside(file), 'a font'));
  const [katex] = await Promise.all([scriptOf(apart?.katex ?? ''), fonts]);
  return katex;
}

async function scriptOf(file: string): Promise<Katex> {
  try {
    return (await import(/* @vite-ignore */ beside(file))).default;
  } catch {
    throw new Failure(
      `what draws them is not there, or a security policy (CSP) keeps it out.`,
      `If it stays so, tell whoever runs this site that ${file} does not come.`,
      true,
    );
  }
}
