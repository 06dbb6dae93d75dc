// Numbers behind the bar: how much of the axis it shows, and where its labels stand.

/** How many nats below the ceiling the bar shows: steps of 1, 2, 5, so that it seldom changes. */
export function fitSpan(rest: number): number {
  if (!Number.isFinite(rest)) return 1.1;
  let span = 1.1;
  for (let i = 0; rest > 0.8 * span && span < 1e6; i++) span *= i % 3 === 1 ? 2.5 : 2;
  return span;
}

/** Labels on a line: pushed apart to at least `apart`, within [low, high], none past its neighbour. */
export function spread(wanted: number[], apart: number, low: number, high: number): number[] {
  const places = [...wanted];
  for (let i = 0; i < places.length; i++) {
    const least = i === 0 ? low : (places[i - 1] as number) + apart;
    places[i] = Math.max(places[i] as number, least);
  }
  for (let i = places.length - 1; i >= 0; i--) {
    const most = i === places.length - 1 ? high : (places[i + 1] as number) - apart;
    places[i] = Math.min(places[i] as number, most);
  }
  return places;
}
