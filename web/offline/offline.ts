// Keeps the site for reading without a network, and tells its reader of a new release.
import { workerAddress } from '../trust.ts';
import { TAKE_OVER } from './messages.ts';
import { offer, remark } from './notice.ts';

/** Does nothing where the browser has no service workers or refuses them: the page works as it is, with a network. */
export async function keepForOffline(address: string): Promise<void> {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!workers) return;
  const isFirst = workers.controller === null;
  const registration = await register(workers, address);
  if (!registration) return;
  const kept = () => remark('This lesson is kept on this device: it opens without a network, too.');
  if (isFirst) {
    whenInstalled(registration, kept);
    return;
  }
  kept();
  let agreed = false;
  const offerRelease = () =>
    offer('A new edition of this lesson has arrived.', 'Load it', () => {
      agreed = true;
      registration.waiting?.postMessage(TAKE_OVER);
    });
  if (registration.waiting) offerRelease();
  else whenInstalled(registration, offerRelease);
  workers.addEventListener('controllerchange', () => {
    if (agreed) location.reload();
    else
      offer('A new edition of this lesson was loaded in another tab.', 'Load it here', () =>
        location.reload(),
      );
  });
}

/** Nothing in a private window, on a full disk, with the server gone, where something blocks workers: none of them keeps anyone from reading now. */
async function register(
  workers: ServiceWorkerContainer,
  address: string,
): Promise<ServiceWorkerRegistration | undefined> {
  try {
    return await workers.register(workerAddress(address));
  } catch (problem) {
    console.info('The lesson is not kept for reading without a network:', problem);
    return undefined;
  }
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
