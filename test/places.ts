import { addons } from '../charts/addons';
import type { Fields } from '../manifest/types';
import { aks, bareMetal, cephAndNodeDisks, eks, gke, kind, nodeDisks } from '../overlays/sites';
import type { AddonCatalog } from '../platform/overlay';
import { type PlannedAddon, planAddons } from '../platform/plan-addons';
import { mirror } from '../platform/registry';
import { vaultStore } from '../platform/secret-store';
import type { Site } from '../platform/site';

/** The add-ons as the engine sees them. */
export const catalog: AddonCatalog = addons;
/** Three workers in three zones. */
const nodes = { count: 3, cpu: 16, memory: '64Gi', zones: 3 };
const secretStore = vaultStore({ server: 'https://vault.example.com:8200', mount: 'kv', authMount: 'kubernetes' });
const harbor = mirror('harbor.example.com/mirror', 'harbor-pull');

/** One's own machines. */
export const metal = (storage = cephAndNodeDisks('^nvme[1-9]n1$')): Site =>
  bareMetal({
    domain: 'example.com',
    nodes,
    storage,
    registry: harbor,
    secretStore,
    controlPlane: '10.10.0.0/28',
    addresses: ['10.10.1.240-10.10.1.247'],
    email: 'platform@example.com',
  });

/** A cluster on EKS in a region. */
export const amazon = (region: string): Site =>
  eks({
    account: '123456789012',
    region,
    cluster: 'lake',
    domain: 'example.com',
    nodes,
    vpc: 'vpc-0a1b2c3d4e5f60718',
    privateSubnets: ['10.30.0.0/20'],
    publicSubnets: ['10.30.96.0/24'],
    apiService: '172.20.0.1',
    certificate: '00000000-0000-0000-0000-000000000000',
  });

/** Facts of a cluster on GKE or AKS. */
export const managed = {
  domain: 'example.com',
  nodes,
  registry: harbor,
  secretStore,
  apiServer: ['10.0.0.1/32'],
  email: 'platform@example.com',
};

/** One site of each kind, by what people call it. */
export const SITES: Readonly<Record<string, Site>> = {
  kind: kind(),
  'bare metal with Ceph': metal(),
  'bare metal with node disks': metal(nodeDisks()),
  EKS: amazon('eu-central-1'),
  'EKS in China': amazon('cn-north-1'),
  GKE: gke(managed),
  AKS: aks(managed),
};

/** What overlays add for their services. */
export const OPERATORS = {
  'barman-cloud-plugin': true,
  'cloudnative-pg': true,
  'prometheus-operator': true,
  strimzi: true,
};
const repository = { repoURL: 'https://example.com/x.git', revision: 'refs/heads/main', path: 'dist' };

/** The add-ons of an overlay on a site. */
export const planOn = (site: Site, more: Readonly<Record<string, Fields>> = OPERATORS): ReturnType<typeof planAddons> =>
  planAddons({ name: 'x', site, repository, services: {}, addons: more }, catalog);

/** One planned add-on of a site. */
export function on(site: Site, name: string): PlannedAddon {
  const found = planOn(site, { ...OPERATORS, ...(name in site.addons ? {} : { [name]: true }) }).addons.find(
    (addon) => addon.name === name,
  );
  if (!found) throw new Error(`${name} is not planned`);
  return found;
}

/** Every map below a value, itself included. */
export const maps = (value: Fields): readonly Fields[] =>
  typeof value === 'object' && value !== null
    ? [...(Array.isArray(value) ? [] : [value]), ...Object.values(value).flatMap(maps)]
    : [];

/** Image references below a value, put together as the charts do. */
export const imagesIn = (values: Fields): readonly string[] =>
  maps(values)
    .filter(({ repository: path, tag }) => typeof path === 'string' && typeof tag === 'string')
    .map(({ registry, repository: path, tag }) => `${registry ? `${registry.replace(/\/$/, '')}/` : ''}${path}:${tag}`);
