import { groupKind } from '../../manifest/kinds';
import { madeOf, type Neighbours } from '../../manifest/operators/index';
import { ROOT_FILE } from '../../manifest/overlay-folder';
import {
  type PlanEdge,
  type PlanFile,
  type PlanObject,
  type PlanService,
  planFileLines,
} from '../../manifest/plan-file';
import { byCodeUnit, describe, identityOf, type Manifest, type ManifestFile } from '../../manifest/types';
import type { Built } from '../build';
import { PLAN_HEADER } from '../emit';
import type { PlannedService } from '../plan';
import type { Edge } from '../plan-edges';

/** The text of the overlay's plan: what reviewers and verifiers cannot read from manifests alone. */
export const planFileText = (built: Built): string =>
  `${[PLAN_HEADER, ...planFileLines(planFile(built))].join('\n')}\n`;

/** What was planned, and every object that came of it. */
function planFile({ plan, files, root, healthChecks }: Built): PlanFile {
  const { overlay, services, addons, edges, external } = plan;
  const { kind, kubernetes, nodes } = overlay.site;
  const { count, cpu, memory } = nodes;
  const below = overlay.name.length + 1;
  const neighbours = neighboursIn(files);
  const objectOf = (path: string, manifest: Manifest): PlanObject => ({
    object: describe(identityOf(manifest)),
    path,
    ...secretKeys(manifest, neighbours),
  });
  return {
    overlay: overlay.name,
    site: { kind, kubernetes, nodes: { count, cpu, memory } },
    services: services.map(serviceOf),
    external: [...external].map(([name, { host }]) => ({ name, host })),
    addons: addons.map(({ name, wave, addon: { namespace } }) => ({ name, wave, namespace })),
    edges: edges.map(edgeOf),
    objects: [
      ...root.map((manifest) => objectOf(ROOT_FILE, manifest)),
      objectOf('argocd-cm.yaml', healthChecks),
      ...files.map(({ path, manifest }) => objectOf(path.slice(below), manifest)),
    ],
  };
}

function serviceOf({ name, wave, hosts }: PlannedService): PlanService {
  const endpoints = Object.keys(hosts).sort(byCodeUnit);
  return { name, wave, ...(endpoints.length > 0 ? { public: endpoints } : {}) };
}

const edgeOf = ({ from, to, endpoint, address: { port }, reference: { claim } }: Edge): PlanEdge => ({
  from,
  to,
  endpoint,
  port,
  ...(claim ? { claim: { kind: claim.kind, name: claim.name } } : {}),
});

/** Keys of the Secrets, and fields of the store's entries, that an operator will make of an object, where they are known. */
function secretKeys(manifest: Manifest, neighbours: (namespace: string) => Neighbours): Pick<PlanObject, 'keys'> {
  const { secrets = [], entries = [] } = madeOf(manifest, neighbours(manifest.metadata.namespace ?? ''));
  const keys = [...secrets, ...entries].flatMap(({ name, keys: own = [] }) => own.map((key) => `${name}/${key}`));
  return keys.length > 0 ? { keys } : {};
}

function neighboursIn(files: readonly ManifestFile[]): (namespace: string) => Neighbours {
  return (namespace) => (kind) =>
    files
      .map(({ manifest }) => manifest)
      .filter((manifest) => manifest.metadata.namespace === namespace && groupKind(manifest) === kind);
}
