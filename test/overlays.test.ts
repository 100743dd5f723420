import { describe, expect, test } from 'vitest';
import { addCapacity, capacityOf } from '../manifest/capacity';
import { bytes } from '../manifest/quantity';
import type { Fields, Manifest } from '../manifest/types';
import { type PodTemplate, workloadPods } from '../manifest/workloads';
import type { Built } from '../platform/build';
import { blocks, describeFinding, verify } from '../verify';
import { overlayNamed, platform, render } from './platform';

const objects = ({ folders }: Built): readonly Manifest[] => folders.flatMap((folder) => folder.objects);
const inNamespace = (built: Built, kind: string, namespace: string) =>
  objects(built).filter((object) => object.kind === kind && object.metadata.namespace === namespace);
const namespacesOf = (peers: readonly Fields[]): readonly string[] =>
  peers.flatMap((peer) => peer.namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'] ?? []);

/** Who may reach a port of the pods with these labels, by namespace. */
function letIn(built: Built, namespace: string, port: number): readonly string[] {
  const rules = inNamespace(built, 'NetworkPolicy', namespace).flatMap(({ spec }) => spec.ingress ?? []);
  const open = rules.filter((rule: Fields) => rule.ports.some((each: Fields) => each.port === port));
  return [...new Set(open.flatMap((rule: Fields) => namespacesOf(rule.from)))].sort();
}

/** What the level `restricted` and our own rules demand of a pod and it lacks. */
function softSpots({ spec }: PodTemplate, exempt: boolean): readonly string[] {
  const pod = spec.securityContext ?? {};
  const volumes = (spec.volumes ?? []).some((volume: Fields) => volume.hostPath) && !exempt ? ['hostPath'] : [];
  const shared = ['hostNetwork', 'hostPID', 'hostIPC'].filter((field) => spec[field]);
  const containers = [...(spec.initContainers ?? []), ...spec.containers].flatMap((each: Fields) => {
    const own = each.securityContext ?? {};
    return [
      ...((own.runAsNonRoot ?? pod.runAsNonRoot) ? [] : ['root']),
      ...((own.seccompProfile ?? pod.seccompProfile)?.type === 'RuntimeDefault' ? [] : ['seccomp']),
      ...(own.allowPrivilegeEscalation === false ? [] : ['escalation']),
      ...(own.capabilities?.drop?.includes('ALL') ? [] : ['capabilities']),
      ...(each.resources?.requests?.cpu && each.resources?.limits?.memory ? [] : ['resources']),
    ].map((spot) => `${each.name} ${spot}`);
  });
  return [...volumes, ...shared, ...(spec.enableServiceLinks === false ? [] : ['service links']), ...containers];
}

/** Memory limits anywhere below Helm values, in bytes; of one copy each. */
const limitsIn = (values: Fields): number =>
  typeof values === 'object' && values !== null
    ? (typeof values.limits?.memory === 'string' ? bytes(values.limits.memory) : 0) +
      Object.values(values).reduce((sum: number, value) => sum + limitsIn(value), 0)
    : 0;

test('everything fits a developer’s machine by its requests and by its limits', () => {
  const { plan, folders } = overlayNamed('dev');
  const { cpu, memory } = plan.overlay.site.nodes;
  const services = plan.services
    .map(({ name }) => capacityOf(folders.find((folder) => folder.name === name)?.objects ?? []))
    .reduce(addCapacity);
  const addons = plan.addons.reduce((sum, { values }) => sum + limitsIn(values), 0);
  expect(addons).toBeGreaterThan(1024 ** 3);
  expect(services.cpu / 1000).toBeLessThan(cpu - 1);
  expect((services.memoryLimit + addons) / 1024 ** 3).toBeLessThan(bytes(memory) / 1024 ** 3);
});

describe.each(platform)('overlay $name', ({ plan, built }) => {
  test('passes every rule', () => {
    const errors = verify(built.files).filter(({ severity }) => severity === 'error');
    expect(errors.map(describeFinding)).toEqual([]);
  });

  test.each(['1.28', '1.36'] as const)('holds under Kubernetes %s too', (kubernetes) => {
    const moved = render({ ...plan.overlay, site: { ...plan.overlay.site, kubernetes } });
    expect(verify(moved.files).filter(blocks).map(describeFinding)).toEqual([]);
  });

  test('syncs a service after everything it uses, and after every add-on', () => {
    const waves = new Map(
      objects(built)
        .filter(({ kind }) => kind === 'Application')
        .map(({ metadata }) => [metadata.name, Number(metadata.annotations?.['argocd.argoproj.io/sync-wave'])]),
    );
    const wave = (name: string): number => waves.get(`${plan.overlay.name}-${name}`) ?? Number.NaN;
    for (const { from, to, address } of plan.edges) if (!address.external) expect(wave(from)).toBeGreaterThan(wave(to));
    for (const { name } of plan.services)
      for (const addon of plan.addons) expect(wave(name)).toBeGreaterThan(wave(addon.name));
    expect(wave('namespaces')).toBeLessThan(Math.min(...plan.addons.map(({ name }) => wave(name))));
  });

  test('lets each declared caller in, and nobody else', () => {
    const { servedBy } = plan.overlay.site.secretStore;
    const storeClients = plan.addons
      .filter(({ addon }) => addon.provides.includes('external-secrets.io'))
      .map(({ addon }) => addon.namespace);
    for (const { name, service, callers } of plan.services) {
      const operators = plan.addons.filter((addon) => service.operatedBy?.[addon.name]);
      for (const [key, { port, targetPort = port, metrics, public: host }] of Object.entries(service.serves)) {
        const sharing = Object.entries(service.serves).filter(
          ([, other]) => (other.targetPort ?? other.port) === targetPort,
        );
        const keys = sharing.map(([other]) => other);
        const isPeer = service.peers?.includes(targetPort) ?? false;
        const scrapers = plan.scrapers
          .map(({ namespace }) => namespace)
          .filter((namespace) => !(isPeer && namespace === name));
        const expected = new Set([
          ...callers.filter(({ endpoint }) => keys.includes(endpoint)).map(({ from }) => from),
          // Who scrapes beside the pods comes in as one of their peers.
          ...(metrics || sharing.some(([, other]) => other.metrics)
            ? scrapers.filter((scraper) => scraper !== name || !service.peers?.includes(targetPort))
            : []),
          ...(host || sharing.some(([, other]) => other.public)
            ? plan.addons.flatMap(({ addon }) => (addon.routes ? [addon.routes.namespace] : []))
            : []),
          ...(servedBy?.service === name && keys.includes(servedBy.endpoint) ? storeClients : []),
          ...operators
            .filter((each) => service.operatedBy?.[each.name]?.includes(targetPort))
            .map(({ addon }) => addon.namespace),
        ]);
        expect({ endpoint: `${name}.${key}`, callers: letIn(built, name, targetPort) }).toEqual({
          endpoint: `${name}.${key}`,
          callers: [...expected].sort(),
        });
      }
    }
  });

  test('opens a way out for each call, and keeps DNS open', () => {
    for (const { name, calls } of plan.services) {
      const policies = inNamespace(built, 'NetworkPolicy', name);
      for (const { to, endpoint, podPort, address } of calls) {
        const egress = policies.find(({ metadata }) => metadata.name === `to-${to}-${endpoint}`)?.spec.egress[0];
        expect(egress?.ports).toEqual([{ protocol: 'TCP', port: address.external ? address.port : podPort }]);
        if (!address.external) expect(namespacesOf(egress.to)).toEqual([to]);
      }
      expect(policies.map(({ metadata }) => metadata.name)).toEqual(
        expect.arrayContaining(['default-deny', 'allow-dns']),
      );
    }
  });

  test('keeps a credential for each claim on both sides', () => {
    for (const { from, to, secret, address } of plan.edges.filter((edge) => edge.secret)) {
      const names = (kind: string, namespace: string) =>
        inNamespace(built, kind, namespace).map(({ metadata }) => metadata.name);
      expect(names('ExternalSecret', from)).toContain(secret);
      if (address.external) continue;
      expect(names('ExternalSecret', to)).toContain(secret);
      expect(names('PushSecret', to)).toContain(secret);
    }
  });

  test('has images of the site’s registry only', () => {
    const { prefix } = plan.overlay.site.registry;
    const text = JSON.stringify(objects(built).filter(({ kind }) => kind !== 'AppProject'));
    const images = [...text.matchAll(/"(?:image|imageName)":"([^"]+)"/g)].map(([, image = '']) => image);
    expect(images.length).toBeGreaterThan(0);
    expect(images.filter((image) => !image.startsWith(prefix) || !/:[^/]+$|@sha256:/.test(image))).toEqual([]);
  });

  test('gives every object to exactly one Application', () => {
    const paths = objects(built)
      .filter(({ kind }) => kind === 'Application')
      .flatMap(({ spec }) => spec.sources ?? [spec.source])
      .flatMap(({ path }: Fields) => (path ? [String(path).replace(/^dist\//, '')] : []));
    expect(new Set(paths).size).toBe(paths.length);
    for (const { path } of built.files.filter((file) => !file.path.includes('/apps/')))
      expect(paths.filter((folder) => path.startsWith(`${folder}/`))).toHaveLength(1);
  });

  test('hardens every workload, but for hostPath where a contract says why', () => {
    const faults = built.folders.flatMap(({ name, objects: own }) => {
      const exempt = plan.services.find((planned) => planned.name === name)?.service.podSecurity !== undefined;
      return own.flatMap((object) =>
        workloadPods(object).flatMap((pod) =>
          softSpots(pod, exempt).map((spot) => `${name} ${object.metadata.name}: ${spot}`),
        ),
      );
    });
    expect(faults).toEqual([]);
  });

  test('never lets Argo CD delete a Namespace', () => {
    const options = objects(built)
      .filter(({ kind }) => kind === 'Namespace')
      .map(({ metadata }) => metadata.annotations?.['argocd.argoproj.io/sync-options']);
    expect(new Set(options)).toEqual(new Set(['Prune=false,Delete=false']));
  });

  test('leaves a tenth of its nodes to add-ons and the system', () => {
    const { count, cpu, memory } = plan.overlay.site.nodes;
    const asked = plan.services
      .map(({ name }) => capacityOf(built.folders.find((folder) => folder.name === name)?.objects ?? [], false, count))
      .reduce(addCapacity);
    expect(asked.cpu / 1000).toBeLessThan(0.9 * count * cpu);
    expect(asked.memory / 1024 ** 3).toBeLessThan((0.9 * count * bytes(memory)) / 1024 ** 3);
    expect(asked.memoryLimit).toBeLessThan(0.95 * count * bytes(memory));
  });
});
