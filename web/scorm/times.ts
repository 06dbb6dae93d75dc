// Times as the two versions of SCORM write them.
import type { Dialect } from './dialect.ts';

/** How long a visit has lasted. */
export function spanOf(milliseconds: number, { version }: Dialect): string {
  const hundredths = Math.max(0, Math.floor(milliseconds / 10));
  const seconds = ((hundredths % 6000) / 100).toFixed(2);
  const minutes = Math.floor(hundredths / 6000) % 60;
  // The older version has four digits for the hours.
  const hours = Math.min(Math.floor(hundredths / 360_000), 9999);
  if (version === '2004') return `PT${hours}H${minutes}M${seconds}S`;
  return `${String(hours).padStart(4, '0')}:${String(minutes).padStart(2, '0')}:${seconds.padStart(5, '0')}`;
}

/** When something happened: by the clock on the wall in 1.2, with its day and in universal time in 2004. */
export function momentOf(at: Date, { version }: Dialect): string {
  if (version === '2004') return at.toISOString().replace(/\.\d+Z$/, 'Z');
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map((n) => String(n).padStart(2, '0')).join(':');
}
