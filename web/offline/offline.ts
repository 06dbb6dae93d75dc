// Keeps the site for reading without a network, and tells its reader of a new release.
import { workerAddress } from '../trust.ts';
import { TAKE_OVER } from './messages.ts';
import { offer, remark } from './notice.ts';

/** Does nothing where the browser has no service workers or refuses them: the page works as it is, with a network. */
export async function keepForOffline(address: string): Promise<void> {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!workers) return;
  const kept = () => remark('This lesson is kept on this device: it opens without a network, too.');
  const first = workers.controller === null;
  let registration: ServiceWorkerRegistration | undefined;
  try {
    registration = await workers.register(workerAddress(address));
  } catch (problem) {
    // A private window, a full disk, a server that is gone: none of them keeps anyone from reading now.
    console.info('The lesson is not kept for reading without a network:', problem);
    return;
  }
  // What blocks workers for a browser may answer with nothing.
  if (!registration) return;
  const release = registration;
  if (first) {
    whenInstalled(release, kept);
    return;
  }
  kept();
  let agreed = false;
  const offerRelease = () =>
    offer('A new edition of this lesson has arrived.', 'Load it', () => {
      agreed = true;
      release.waiting?.postMessage(TAKE_OVER);
    });
  if (release.waiting) offerRelease();
  else whenInstalled(release, offerRelease);
  workers.addEventListener('controllerchange', () => {
    if (agreed) location.reload();
    else
      offer('A new edition of this lesson was loaded in another tab.', 'Load it here', () =>
        location.reload(),
      );
  });
}

/** Calls `then` when a release that comes in now, or later, has all its files. */
function whenInstalled(registration: ServiceWorkerRegistration, then: () => void): void {
  let watched: ServiceWorker | null = null;
  const watch = () => {
    const worker = registration.installing;
    if (worker === watched) return;
    watched = worker;
    worker?.addEventListener('statechange', () => worker.state === 'installed' && then());
  };
  watch();
  registration.addEventListener('updatefound', watch);
}
