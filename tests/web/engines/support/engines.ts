// The engines: where each is found, how it is started, and whether its absence is a fault.
import { launchOptions } from '../../../../tools/chromium.mjs';
import { canInstall, findProgram } from '../../../../tools/programs.mjs';
import type { Engine } from './engine.ts';
import { startPuppet } from './puppet.ts';
import { startWebKit } from './webkit.ts';

export interface Candidate {
  /** It is not here, and tools/setup.sh could not help it. */
  skipped: boolean;
  start(): Promise<Engine>;
}

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
