import { isNamespaced } from '../../manifest/kinds';
import { byCodeUnit, groupOf, type Manifest } from '../../manifest/types';
import { WAVES } from '../order';
import type { Overlay } from '../overlay';
import type { Plan } from '../plan';
import type { PlannedAddon } from '../plan-addons';
import { application, folder, IN_CLUSTER, inArgocd } from './application';

/** What stands below one folder of an overlay, as far as Argo CD is concerned. */
export interface Folder {
  readonly name: string;
  readonly objects: readonly Manifest[];
}

/** AppProjects and Applications of an overlay, all below `apps/`: one Application for each folder and each add-on. */
export function applications(plan: Plan, folders: readonly Folder[]): readonly Manifest[] {
  const { overlay, services, addons } = plan;
  const layer = (name: string, wave: number, namespace = name): Manifest =>
    application(overlay, { name, project: overlay.name, wave, namespace, sources: [folder(overlay, name)] });
  return [
    project(plan, folders),
    ...(addons.length > 0 ? [addonProject(plan)] : []),
    layer('namespaces', WAVES.namespaces, NO_NAMESPACE),
    ...(folders.some(({ name }) => name === 'cluster') ? [layer('cluster', WAVES.cluster, NO_NAMESPACE)] : []),
    layer('secret-store', plan.storeWave, NO_NAMESPACE),
    ...addons.map((addon) => addonApplication(plan, addon)),
    ...services.map(({ name, wave }) => layer(name, wave)),
  ];
}

/** An Application whose project does not exist never gets healthy, and every later wave would wait for it. */
const BEFORE_APPLICATIONS = { 'argocd.argoproj.io/sync-wave': String(WAVES.projects) } as const;

/** Argo CD wants a destination namespace it permits, also for Applications whose every object names its own. */
const NO_NAMESPACE = 'default';

function addonApplication({ overlay }: Plan, { name, addon, wave, values, resources }: PlannedAddon): Manifest {
  const { repository, name: chart, version } = addon.chart;
  const helm = {
    repoURL: repository,
    chart,
    targetRevision: version,
    helm: { releaseName: name, valuesObject: values },
  };
  return application(overlay, {
    name,
    project: `${overlay.name}-addons`,
    wave,
    namespace: addon.namespace,
    sources: [helm, ...(resources.length > 0 ? [folder(overlay, name)] : [])],
    ...(addon.ignoreDifferences ? { ignoreDifferences: addon.ignoreDifferences } : {}),
  });
}

/**
 * The project of everything we write ourselves: sources, destinations and kinds computed from the very objects, so that
 * anything else fails the sync before it is applied.
 */
function project({ overlay }: Plan, folders: readonly Folder[]): Manifest {
  const objects = folders.flatMap((each) => each.objects);
  const shared = objects.filter((object) => isNamespaced(object) === false);
  const namespaced = objects.filter((object) => isNamespaced(object) !== false);
  const namespaces = [NO_NAMESPACE, ...namespaced.map((object) => object.metadata.namespace)];
  return inArgocd(
    'AppProject',
    overlay.name,
    {
      description: `What Slipway writes for ${overlay.name}`,
      sourceRepos: [overlay.repository.repoURL],
      destinations: distinct(namespaces.filter((name) => name !== undefined)).map((namespace) => ({
        ...overlay.site.destination,
        namespace,
      })),
      clusterResourceWhitelist: sorted(
        shared.map(({ apiVersion, kind, metadata: { name } }) => ({ group: groupOf(apiVersion), kind, name })),
      ),
      namespaceResourceWhitelist: sorted(
        namespaced.map(({ apiVersion, kind }) => ({ group: groupOf(apiVersion), kind })),
      ),
    },
    {
      ...BEFORE_APPLICATIONS,
      ...clusterName(overlay),
      'slipway.dev/image-registry': overlay.site.registry.prefix,
      'slipway.dev/kubernetes': overlay.site.kubernetes,
    },
  );
}

/** Our own repository, where an add-on brings objects beside its chart. */
const besideCharts = ({ overlay, addons }: Plan): readonly string[] =>
  addons.some(({ resources }) => resources.length > 0) ? [overlay.repository.repoURL] : [];

/** The project of upstream charts, whose objects nobody here has seen: only sources and namespaces can be told. */
const addonProject = (plan: Plan): Manifest => {
  const { overlay, addons } = plan;
  return inArgocd(
    'AppProject',
    `${overlay.name}-addons`,
    {
      description: `Operators and controllers of ${overlay.name}`,
      sourceRepos: distinct([...besideCharts(plan), ...addons.map(({ addon }) => addon.chart.repository)]),
      destinations: distinct(['kube-system', ...addons.map(({ addon }) => addon.namespace)]).map((namespace) => ({
        ...overlay.site.destination,
        namespace,
      })),
      clusterResourceWhitelist: [{ group: '*', kind: '*' }],
      namespaceResourceWhitelist: [{ group: '*', kind: '*' }],
    },
    { ...BEFORE_APPLICATIONS, ...clusterName(overlay) },
  );
};

/** An Argo CD that serves its own cluster calls it as every other does. */
const clusterName = ({ name, site: { cluster, destination } }: Overlay): Readonly<Record<string, string>> => {
  const isOwn = 'server' in destination && destination.server === IN_CLUSTER;
  const stated = cluster ?? (isOwn ? name : undefined);
  return stated === undefined ? {} : { 'slipway.dev/cluster': stated };
};

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)].sort(byCodeUnit);

const sorted = <T>(entries: readonly T[]): readonly T[] =>
  distinct(entries.map((entry) => JSON.stringify(entry))).map((text) => JSON.parse(text));
