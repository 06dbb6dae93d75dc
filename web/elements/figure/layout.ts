// Pixels of a figure: two layouts, drawn at the size they are shown at, so that text is 12 to 13 px at every width.

export interface Layout {
  kind: 'wide' | 'narrow';
  plot: Size;
  /** The bar beside the plot, if there is one. */
  gauge?: Size;
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
/** Heights depend on the layout alone, never on the width: so what the build draws is as high as what the page draws. */
export interface Heights {
  wide: number;
  narrow: number;
}

/** Below this the bar lies under the plot. figure.css has the same number. */
const NARROW = 600;
const GAUGE = { width: 236, lying: 92 };
const GAP = 16;

export function layoutFor(width: number, heights: Heights, gauge: boolean): Layout {
  if (width < NARROW) {
    const plot = { width, height: heights.narrow };
    return gauge ? { kind: 'narrow', plot, gauge: { width, height: GAUGE.lying } } : { kind: 'narrow', plot };
  }
  if (!gauge) return { kind: 'wide', plot: { width, height: heights.wide } };
  return {
    kind: 'wide',
    plot: { width: width - GAUGE.width - GAP, height: heights.wide },
    gauge: { width: GAUGE.width, height: heights.wide },
  };
}

/** Where nothing can be measured (the build), both are drawn and the style sheet shows the one that fits. */
export const UNMEASURED = [946, 324];
