import * as catalog from './charts';
import { addons } from './charts/addons';
import { synth } from './cli/synth';
import { allOverlays } from './overlays';

process.exitCode = synth({
  overlays: allOverlays,
  catalog,
  addons,
  only: process.argv.slice(2),
  output: 'dist',
  cdk8sOutput: process.env.CDK8S_OUTDIR,
});
