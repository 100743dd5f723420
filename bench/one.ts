import { expectShortRun } from '../cli/short-run';
import { CONTENDERS } from './contenders';

const [, , contender = '', overlays = '1', charts = '1', objects = '1', folder = ''] = process.argv;
// As main.ts does; the others run as they come.
if (contender.startsWith('slipway')) expectShortRun();
const before = process.cpuUsage();
CONTENDERS[contender]?.({ overlays: Number(overlays), charts: Number(charts), objects: Number(objects) }, folder);
const { user, system } = process.cpuUsage(before);
process.stdout.write(
  `${JSON.stringify({ cpuSeconds: (user + system) / 1e6, peakBytes: process.resourceUsage().maxRSS * 1024 })}\n`,
);
