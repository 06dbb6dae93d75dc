// Where the prose's links lead: to a heading or an entry of this page, or to another site.
import { didYouMean } from './names.mjs';

/** @param html all of the article, as it was compiled */
export function checkLinks(names, html) {
  const anchors = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => `#${id}`);
  for (const { address, report } of names.links) {
    if (/^(https?:\/\/|mailto:)/.test(address)) continue;
    const anchor = decoded(address);
    if (anchors.includes(anchor)) continue;
    const hint = anchor.startsWith('#')
      ? didYouMean(anchor, anchors)
      : 'link to a heading of this page by "#its-address", or to another site by "https://…"';
    report(`the link to "${anchor}" leads nowhere`, hint);
  }
}

/** As it is where it is no address at all. */
function decoded(address) {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}
