// `@font-face` does nothing inside a shadow root: the faces go to the document, once. Their bytes are decoded here, so
// that a host whose policy knows no `data:` fonts still shows the formulas.
import { decodeBase64 } from '../base64.ts';

export function shareFonts(sheet: CSSStyleSheet): void {
  for (const rule of sheet.cssRules) {
    if (!(rule instanceof CSSFontFaceRule)) continue;
    const family = rule.style.getPropertyValue('font-family').replace(/^["']|["']$/g, '');
    const data = /base64,([^"')]+)/.exec(rule.style.getPropertyValue('src'))?.[1];
    if (!data) continue;
    const { fontStyle: style, fontWeight: weight } = rule.style;
    if (has(family, style, weight)) continue;
    document.fonts.add(new FontFace(family, decodeBase64(data), { style, weight }));
  }
}

function has(family: string, style: string, weight: string): boolean {
  const norm = (text: string) => (text === 'normal' ? '400' : text === 'bold' ? '700' : text);
  for (const face of document.fonts) {
    if (face.family === family && face.style === style && norm(face.weight) === norm(weight)) return true;
  }
  return false;
}
