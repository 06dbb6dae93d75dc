import { firefox } from './support/engines.ts';
import { smoke } from './support/smoke.ts';

smoke('Firefox', firefox);
