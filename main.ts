import * as catalog from './charts';
import { addons } from './charts/addons';
import { expectShortRun } from './cli/short-run';
import { synth } from './cli/synth';
import { allOverlays } from './overlays';

expectShortRun();
process.exitCode = synth({
  overlays: allOverlays,
  catalog,
  addons,
  only: process.argv.slice(2),
  output: 'dist',
  cdk8sOutput: process.env.CDK8S_OUTDIR,
  proofs: 'node_modules/.cache/slipway',
});
