// The Chromium of this machine, for tests and measurements: where it is, and how it is told to mind its own business.
import { findProgram, isProgram } from './programs.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Launch options for Playwright. Without these flags the browser asks the network for updates. */
export const launchOptions = {
  executablePath: process.env.CHROMIUM ?? findProgram(...NAMES) ?? APPLICATIONS.find(isProgram),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};
