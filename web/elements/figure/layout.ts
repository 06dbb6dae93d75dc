// Pixels of a figure: two layouts, drawn at the size they are shown at, so that text is 12 to 13 px at every width.

export interface Layout {
  kind: 'wide' | 'narrow';
  plot: Size;
  gauge: Size;
}
export interface Size {
  width: number;
  height: number;
}
export interface Margins {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Below this the bar lies under the plot. figure.css has the same number. */
export const NARROW = 600;
const GAUGE_WIDE = 236;
const GAP = 16;

export const MARGINS: Margins = { left: 12, right: 18, top: 36, bottom: 42 };

export function layoutFor(width: number): Layout {
  if (width < NARROW) {
    return { kind: 'narrow', plot: { width, height: 262 }, gauge: { width, height: 92 } };
  }
  return {
    kind: 'wide',
    plot: { width: width - GAUGE_WIDE - GAP, height: 344 },
    gauge: { width: GAUGE_WIDE, height: 344 },
  };
}

/** Where nothing can be measured (the build), both are drawn and the style sheet shows the one that fits. */
export const UNMEASURED: Layout[] = [layoutFor(946), layoutFor(324)];
