import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { synth } from '../cli/synth';
import { build } from '../platform/build';
import { output } from '../platform/output';
import type { AddonCatalog, Catalog, Overlay } from '../platform/overlay';
import { plan } from '../platform/plan';
import { defineService, type Service } from '../platform/service';
import { SharedObjects } from '../platform/shared-objects';
import { publish } from '../platform/write';
import { addons, overlay as toyOverlay } from '../test/toy';
import { fill } from './objects';

/** How large a platform is: installations, charts in each, objects in each chart. */
export interface Size {
  readonly overlays: number;
  readonly charts: number;
  readonly objects: number;
}

/** What synth does, but for the proof. */
export function unproven(
  overlays: readonly Overlay[],
  catalog: Catalog,
  addonCatalog: AddonCatalog,
  folder: string,
): void {
  const shared = new SharedObjects();
  const files = overlays.flatMap((overlay) => output(build(plan(overlay, catalog, addonCatalog), shared)));
  publish(
    folder,
    overlays.map(({ name }) => name),
    files,
  );
}

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

/** Each renders a platform of the given size into an empty folder. */
export const CONTENDERS: Readonly<Record<string, (size: Size, folder: string) => void>> = {
  /** The same without the proof, which no other contender has. */
  'slipway, without its proof'(size, folder) {
    const { catalog, overlays } = platform(size);
    unproven(overlays, catalog, addons, folder);
  },

  /** Plan, build, proof and atomic publication, with everything that is derived on top of the charts' objects. */
  slipway(size, folder) {
    const { catalog, overlays } = platform(size);
    const code = synth({ overlays: () => overlays, catalog, addons, only: [], output: folder });
    if (code !== 0) throw new Error('slipway refused the bench platform');
  },

  /** Stock cdk8s as its documentation shows it: one App, a chart for each service of each overlay. */
  'cdk8s, one App'(size, folder) {
    const app = new App({ outdir: folder });
    for (const overlay of range(size.overlays))
      for (const chart of range(size.charts)) chartOf(app, `overlay-${overlay}-service-${chart}`, size.objects);
    app.synth();
  },

  /** Stock cdk8s with an App for each overlay. */
  'cdk8s, an App for each overlay'(size, folder) {
    for (const overlay of range(size.overlays)) {
      const outdir = join(folder, `overlay-${overlay}`);
      mkdirSync(outdir, { recursive: true });
      const app = new App({ outdir });
      for (const chart of range(size.charts)) chartOf(app, `service-${chart}`, size.objects);
      app.synth();
    }
  },

  /** The least any tool must do: make the objects, write them as JSON, a file each. */
  'JSON.stringify and write'(size, folder) {
    for (const overlay of range(size.overlays))
      for (const index of range(size.charts)) {
        const name = `overlay-${overlay}-service-${index}`;
        const chart = chartOf(new App({ outdir: folder }), name, size.objects);
        mkdirSync(join(folder, name), { recursive: true });
        for (const object of chart.apiObjects)
          writeFileSync(join(folder, name, `${object.name}.json`), JSON.stringify(object.toJson()));
      }
  },
};

/** A catalog and overlays of the given size. */
function platform(size: Size): { readonly catalog: Catalog; readonly overlays: readonly Overlay[] } {
  const names = range(size.charts).map((index) => `service-${index}`);
  return {
    catalog: Object.fromEntries(names.map((name) => [name, benchService(name, size.objects)])),
    overlays: range(size.overlays).map((index) => toyOverlay({ name: `overlay-${index}`, services: { '*': true } })),
  };
}

function chartOf(app: App, name: string, objects: number): Chart {
  const chart = new Chart(app, name, { namespace: name, disableResourceNameHashes: true });
  fill(chart, objects);
  return chart;
}

const benchService = (name: string, objects: number): Service =>
  defineService(name, { serves: {}, settings: {}, build: (chart) => fill(chart, objects) });
