// The engines: where each is found, how it is started, and whether its absence is a fault.
import { launchOptions } from '../../../../tools/chromium.mjs';
import type { Engine } from './engine.ts';
import { findProgram } from './processes.ts';
import { startPuppet } from './puppet.ts';
import { startWebKit } from './webkit.ts';

export interface Candidate {
  /** Where tools/setup.sh can install everything an engine that is absent fails; elsewhere its tests are skipped. */
  skipped: boolean;
  start(): Promise<Engine>;
}

const canInstall = findProgram('apt-get') !== undefined;
const firefoxPath = process.env.FIREFOX ?? findProgram('firefox-esr', 'firefox');
const hasWebKit = findProgram('WebKitWebDriver') !== undefined && findProgram('Xvfb') !== undefined;

export const chromium: Candidate = {
  skipped: false,
  start: () => startPuppet({ ...launchOptions, browser: 'chrome' }),
};

export const firefox: Candidate = {
  skipped: !firefoxPath && !canInstall,
  start: () => startPuppet({ browser: 'firefox', executablePath: firefoxPath ?? 'firefox-esr' }),
};

export const webkit: Candidate = { skipped: !hasWebKit && !canInstall, start: startWebKit };
