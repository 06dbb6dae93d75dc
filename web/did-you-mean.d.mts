/** The remedy for a name that is not there. */
export function didYouMean(name: string, known: readonly string[]): string;
