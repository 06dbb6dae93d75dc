import { chromium } from './support/engines.ts';
import { smoke } from './support/smoke.ts';

smoke('Chromium', chromium);
