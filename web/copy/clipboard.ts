// To the clipboard; where there is none, or it is refused, the reason in a sentence.

/** @returns why it was not copied; undefined where it was */
export async function copyText(text: string): Promise<string | undefined> {
  // Pages that came without https have no clipboard, whatever the types say.
  const clipboard = (navigator as { clipboard?: Clipboard }).clipboard;
  if (!clipboard)
    return 'This browser gives the page no clipboard, perhaps because the page came without https.';
  try {
    await clipboard.writeText(text);
    return undefined;
  } catch (problem) {
    const refused = problem instanceof DOMException && problem.name === 'NotAllowedError';
    return refused
      ? 'The browser, or the page around this one, does not allow copying.'
      : `It could not be copied: ${problem instanceof Error ? problem.message : String(problem)}.`;
  }
}
