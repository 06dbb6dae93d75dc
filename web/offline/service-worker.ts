// The lesson without a network. All files of a release are fetched together, each held to its hash, and answered from there,
// so that releases do not mix and a sign-in page is never kept. A new release waits until a reader asks for it.
import { files } from 'virtual:vi-supplies';
import { cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching';
import { TAKE_OVER } from './messages.ts';

/** As much of a service worker's global scope as is used here. */
interface ServiceWorkerScope {
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  skipWaiting(): Promise<void>;
}
const scope = self as unknown as ServiceWorkerScope;

// The state is in the query, which no file depends on.
precacheAndRoute(files, { ignoreURLParametersMatching: [/./], cleanURLs: false });
cleanupOutdatedCaches();

scope.addEventListener('message', ({ data }) => {
  if (data === TAKE_OVER) scope.skipWaiting();
});
