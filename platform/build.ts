import { ApiObject, App } from 'cdk8s';
import { isNamespaced } from '../manifest/kinds';
import type { Manifest, ManifestFile } from '../manifest/types';
import { ServiceChart } from './chart';
import { addonRules } from './derive/addon-rules';
import { applications, type Folder } from './derive/argocd';
import { cluster, secretStore, storeUsers } from './derive/cluster';
import { protectData } from './derive/data';
import { ingresses } from './derive/ingress';
import { addonMonitors, monitoring } from './derive/monitoring';
import { namespaces } from './derive/namespaces';
import { networkPolicies } from './derive/network';
import { healthChecks, root } from './derive/root';
import { secrets } from './derive/secrets';
import { services } from './derive/services';
import { filePath } from './file-path';
import type { Plan, PlannedService } from './plan';
import { demandNone, type Problem, ProblemError } from './problem';
import { withProtection } from './protection';
import { missingAddons } from './provided';
import { SharedObjects } from './shared-objects';

/** What each planned service gives besides its own resources. */
const DERIVATIONS = [services, networkPolicies, secrets, monitoring, addonMonitors, addonRules, ingresses] as const;

/** Everything an overlay is: the objects Argo CD syncs, by folder, and the two files a person applies. */
export interface Built {
  readonly plan: Plan;
  /** Folders in order of their waves. */
  readonly folders: readonly Folder[];
  /** Objects of `root.yaml`. */
  readonly root: readonly Manifest[];
  /** The object of `argocd-cm.yaml`. */
  readonly healthChecks: Manifest;
  /** Every object and its file, below the root of the tree. */
  readonly files: readonly ManifestFile[];
}

/**
 * Builds one cdk8s app for one plan, a chart for each service, and everything that follows from the plan.
 * @param shared what overlays built before have in common with this one
 * @throws ProblemError where a chart fails or an add-on that serves an object's kind is missing
 */
export function build(unprotected: Plan, shared: SharedObjects = new SharedObjects()): Built {
  const app = new App();
  const problems: Problem[] = [];
  const built = unprotected.services.map(
    (planned): Folder => ({ name: planned.name, objects: chartOf(app, planned, unprotected, shared, problems) }),
  );
  demandNone(problems);
  const byName = new Map(built.map(({ name, objects }) => [name, objects]));
  const objectsOf = (service: string): readonly Manifest[] => byName.get(service) ?? [];
  const plan = withProtection(unprotected, objectsOf);
  const synced = [
    { name: 'namespaces', objects: namespaces(plan, objectsOf) },
    ...plan.addons
      .filter(({ resources }) => resources.length > 0)
      .map(({ name, resources }) => ({ name, objects: resources })),
    { name: 'cluster', objects: cluster(plan) },
    { name: 'secret-store', objects: secretStore(plan) },
    ...built,
  ]
    .filter(({ objects }) => objects.length > 0)
    .map(({ name, objects }) =>
      sharedFolder(
        name,
        objects.map((object) => protectData(object, plan)),
        shared,
      ),
    );
  demandNone(missingAddons(plan, synced));
  const folders = [...synced, { name: 'apps', objects: applications(plan, synced) }];
  const files = folders.flatMap(({ name, objects }) =>
    objects.map((manifest) => ({ path: `${plan.overlay.name}/${name}/${filePath(name, manifest)}`, manifest })),
  );
  return { plan, folders, root: root(plan), healthChecks: shared.keep('argocd-cm', healthChecks(plan)), files };
}

function chartOf(
  app: App,
  planned: PlannedService,
  plan: Plan,
  shared: SharedObjects,
  problems: Problem[],
): readonly Manifest[] {
  const { overlay } = plan;
  try {
    const chart = new ServiceChart(app, planned.name, overlay.site);
    planned.service.build(chart, {
      overlay: overlay.name,
      site: overlay.site,
      settings: planned.settings,
      uses: declared(planned),
      claims: planned.claims,
      images: planned.images,
      credentials: Object.fromEntries(
        Object.keys(planned.service.credentials ?? {}).map((key) => [key, `${planned.name}-${key}`]),
      ),
      hosts: planned.hosts,
      platform: planned.service.overview ? plan.services : [],
      storeUsers: overlay.site.secretStore.servedBy?.service === planned.name ? storeUsers(plan) : [],
    });
    for (const derive of DERIVATIONS) derive(chart, planned, plan);
    const objects = chart.node
      .findAll()
      .flatMap((construct) =>
        ApiObject.isApiObject(construct) ? [shared.render(construct.node.path, construct, placed)] : [],
      );
    return shared.list(planned.name, objects);
  } catch (error) {
    problems.push(...failure(overlay.name, planned.name, error));
    return [];
  }
}

function sharedFolder(name: string, objects: readonly Manifest[], shared: SharedObjects): Folder {
  const kept = objects.map((object) => shared.keep(`${name}/${filePath(name, object)}`, object));
  return { name, objects: shared.list(`${name}/`, kept) };
}

/** A chart gives each of its objects a namespace, also those of kinds that live in none. */
function placed(object: Manifest): Manifest {
  if (isNamespaced(object) !== false) return object;
  const { namespace: _, ...metadata } = object.metadata;
  return { ...object, metadata };
}

const failure = (overlay: string, service: string, error: unknown): readonly Problem[] =>
  error instanceof ProblemError
    ? error.problems
    : [
        {
          overlay,
          path: [service],
          message: `its chart failed: ${error instanceof Error ? error.message : String(error)}`,
          remedy: `mend charts/${service}, or the settings it was given`,
        },
      ];

/** The bound uses, with a sentence instead of `undefined` for a key the contract does not declare. */
const declared = ({ name, uses }: PlannedService): Readonly<Record<string, unknown>> =>
  new Proxy(uses, {
    get(target, key) {
      if (typeof key === 'symbol' || key in target) return Reflect.get(target, key);
      throw new Error(`build reads uses.${key}, which the contract of ${name} does not declare`);
    },
  });
