import type { Face } from '../../core/door.ts';

/** `symbolic = substituted = exact`, where a face that says nothing new is left out. */
export function joinedFaces(answer: Partial<Record<Face, string>>, faces: Face[]): string {
  const shown = faces.map((face) => answer[face]).filter((tex) => tex !== undefined);
  return shown.filter((tex, i) => tex !== shown[i - 1]).join(' = ');
}
