import { webkit } from './support/engines.ts';
import { smoke } from './support/smoke.ts';

smoke('WebKitGTK', webkit);
