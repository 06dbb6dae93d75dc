// `@font-face` does nothing inside a shadow root: the faces of the formulas go to the document, once. They are handed over as
// bytes, so that a host's policy need not know of our fonts.

export interface Face {
  family: string;
  style: string;
  weight: string;
  /** Base64, or a file's name. */
  source: string;
}

export async function shareFonts(
  faces: Face[],
  bytesOf: (source: string) => ArrayBuffer | Promise<ArrayBuffer>,
): Promise<void> {
  const missing = faces.filter((face) => !isThere(face));
  await Promise.all(
    missing.map(async ({ family, style, weight, source }) => {
      document.fonts.add(new FontFace(family, await bytesOf(source), { style, weight }));
    }),
  );
}

function isThere({ family, style, weight }: Face): boolean {
  const norm = (text: string) => (text === 'normal' ? '400' : text === 'bold' ? '700' : text);
  for (const face of document.fonts) {
    if (face.family === family && face.style === style && norm(face.weight) === norm(weight)) return true;
  }
  return false;
}
