/** What a page says to a release that waits, once its reader has agreed. */
export const TAKE_OVER = 'take over';
