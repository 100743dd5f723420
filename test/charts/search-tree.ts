import { eck } from '../../charts/addons/eck';
import { minio } from '../../charts/minio';
import { type SearchIndex, search, searchIndex } from '../../charts/search';
import type { Fields, Manifest } from '../../manifest/types';
import { type Built, build } from '../../platform/build';
import type { AddonCatalog, Catalog } from '../../platform/overlay';
import { plan } from '../../platform/plan';
import { defineService } from '../../platform/service';
import type { Site } from '../../platform/site';
import { addons, ofKind, overlay, site } from '../toy';

let bound: SearchIndex | undefined;

/** What the consumer of the last tree was bound to. */
export const lastBound = (): SearchIndex | undefined => bound;

const consumer = defineService('app', {
  serves: {},
  uses: { index: searchIndex('books') },
  settings: {},
  build(_, { uses }) {
    bound = uses.index;
  },
});

/** The engine with these settings and one consumer, beside an object store that somebody else runs. */
export function installation(settings: Fields = true, place: Partial<Site> = {}): Built {
  const services = { app: consumer, minio, search } as unknown as Catalog;
  const store = {
    external: { host: 's3.example.test', port: 443, scheme: 'https', region: 'eu-north-1', pathStyle: false },
  };
  const wanted = overlay({
    services: { app: true, minio: store, search: settings },
    addons: { ...overlay().addons, eck: true },
    site: { ...site, ...place },
  });
  return build(plan(wanted, services, { ...addons, eck } as unknown as AddonCatalog));
}

/** An object of the engine's. */
export const only = (tree: Built, kind: string, name?: string): Manifest => {
  const found = ofKind(tree, kind, 'search').find(({ metadata }) => !name || metadata.name.startsWith(name));
  if (!found) throw new Error(`no ${kind} ${name}`);
  return found;
};
/** The fields of the Elasticsearch object. */
export const clusterOf = (tree: Built): Fields => only(tree, 'Elasticsearch').spec;
/** Its one set of nodes. */
export const setOf = (tree: Built): Fields => clusterOf(tree).nodeSets[0];
/** The part of the pods that is ours. */
export const podOf = (tree: Built): Fields => setOf(tree).podTemplate.spec;
/** The Secret that an ExternalSecret renders. */
export const secretData = (tree: Built, folder: string, name: string): Fields =>
  ofKind(tree, 'ExternalSecret', folder).find(({ metadata }) => metadata.name === name)?.spec.target.template;
