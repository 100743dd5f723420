import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import type { Fields } from '../../manifest/types';
import { kind } from '../../overlays/sites';
import { amazon } from '../places';
import { ofKind } from '../toy';
import { dashboardsOf, envOf, named, podOf, rulesOf, SMALL, tree } from './monitoring-tree';

const small = tree(SMALL, kind());
const large = tree();

const loki = (from = large): Fields => load(named('ConfigMap', 'loki', from).data['loki.yaml']) as Fields;
const receivers = (from = large): Readonly<Record<string, Fields>> =>
  Object.fromEntries(
    named('AlertmanagerConfig', 'platform', from).spec.receivers.map(({ name, ...how }: Fields) => [name, how]),
  );

describe('Prometheus', () => {
  test('drops old samples before its volume is full', () => {
    const { spec } = named('Prometheus', 'platform', small);
    expect(spec.retentionSize).toBe(`${Math.floor(5 * 1024 * 0.85)}MiB`);
    expect(spec.storage.volumeClaimTemplate.spec.resources.requests.storage).toBe('5Gi');
  });

  test('takes up the monitors and rules of every namespace', () => {
    const { spec } = named('Prometheus', 'platform');
    for (const what of ['serviceMonitor', 'podMonitor', 'rule'])
      expect([spec[`${what}Selector`], spec[`${what}NamespaceSelector`]]).toEqual([{}, {}]);
  });

  test('may be drained only where there is a second one', () => {
    expect(named('PodDisruptionBudget', 'prometheus').spec.maxUnavailable).toBe(1);
    expect(ofKind(small, 'PodDisruptionBudget', 'monitoring')).toEqual([]);
    expect(named('Prometheus', 'platform', small).spec.topologySpreadConstraints).toBeUndefined();
  });

  test('lies on replicated storage alone and on local storage as one of two', () => {
    const classOf = (from: typeof small): string =>
      named('Prometheus', 'platform', from).spec.storage.volumeClaimTemplate.spec.storageClassName;
    expect(classOf(large)).toBe('openebs-hostpath');
    expect(classOf(tree(SMALL))).toBe('ceph-block');
  });

  test('leaves the namespaces that metrics are about as they are', () => {
    expect(named('ServiceMonitor', 'kube-state-metrics').spec.endpoints[0].honorLabels).toBe(true);
    for (const endpoint of named('ServiceMonitor', 'kubelet').spec.endpoints) expect(endpoint.honorLabels).toBe(true);
  });

  test('scrapes add-ons, those with a certificate of their own too', () => {
    const [endpoint] = named('PodMonitor', 'prometheus-operator').spec.podMetricsEndpoints;
    expect(endpoint).toMatchObject({ port: 'https', scheme: 'https', tlsConfig: { insecureSkipVerify: true } });
    const traefik = named('PodMonitor', 'traefik').spec;
    expect(traefik.podMetricsEndpoints[0].scheme).toBeUndefined();
    expect(traefik.namespaceSelector.matchNames).toEqual(['traefik']);
  });

  test('may list targets and read metrics of nodes, and no Secret', () => {
    const resources = ofKind(large, 'ClusterRole', 'monitoring').flatMap(({ rules }) =>
      rules.flatMap((rule: Fields) => rule.resources ?? []),
    );
    expect(resources).toContain('nodes/metrics');
    expect(resources).not.toContain('secrets');
    expect(resources).not.toContain('configmaps');
  });
});

describe('Alertmanager', () => {
  test('sends each severity to a receiver of its own', () => {
    const { routes } = named('AlertmanagerConfig', 'platform').spec.route;
    const way = (severity: string) => routes.find(({ matchers: [one] }: Fields) => one.value === severity)?.receiver;
    expect([way('critical'), way('warning'), way('Watchdog')]).toEqual(['pager', 'chat', 'deadman']);
    expect(routes[0].receiver).toBe('deadman');
  });

  test('tells nobody by itself and asks for no secret and no way out', () => {
    expect(receivers()).toEqual({ nobody: {}, deadman: {}, pager: {}, chat: {} });
    expect(ofKind(large, 'ExternalSecret', 'monitoring').map(({ metadata }) => metadata.name)).toEqual([
      'monitoring-admin',
      'monitoring-signing',
      'minio-monitoring',
    ]);
    expect(ofKind(large, 'NetworkPolicy', 'monitoring').map(({ metadata }) => metadata.name)).not.toContain(
      'to-outside',
    );
  });

  test('reads the addresses of receivers from Secrets that people prepare', () => {
    const from = tree({ receivers: { pager: 'pagerduty', chat: 'slack', deadman: true } });
    const at = (name: string) => ({ name, key: 'address' });
    expect(receivers(from)).toMatchObject({
      pager: { pagerdutyConfigs: [{ routingKey: at('monitoring-pager') }] },
      chat: { slackConfigs: [{ apiURL: at('monitoring-chat') }] },
      deadman: { webhookConfigs: [{ urlSecret: at('monitoring-deadman'), sendResolved: false }] },
    });
    for (const name of ['monitoring-pager', 'monitoring-chat', 'monitoring-deadman'])
      expect(named('ExternalSecret', name, from).spec.target.template.data).toEqual({ address: '{{ .address }}' });
    expect(ofKind(from, 'PushSecret', 'monitoring').map(({ metadata }) => metadata.name)).not.toContain(
      'monitoring-pager',
    );
    expect(named('NetworkPolicy', 'to-outside', from).spec.egress[0].ports).toEqual([{ protocol: 'TCP', port: 443 }]);
  });

  test('hears its peers over UDP once it has some', () => {
    const [{ ports }] = named('NetworkPolicy', 'alertmanager-gossip').spec.ingress;
    expect(ports).toEqual([{ protocol: 'UDP', port: 9094 }]);
    expect(ofKind(small, 'NetworkPolicy', 'monitoring').map(({ metadata }) => metadata.name)).not.toContain(
      'alertmanager-gossip',
    );
  });
});

describe('Loki', () => {
  test('keeps each line three times as several and once alone', () => {
    expect(loki().common).toMatchObject({ replication_factor: 3, ring: { kvstore: { store: 'memberlist' } } });
    expect(loki().memberlist.join_members).toEqual(['loki-headless.monitoring.svc:7946']);
    expect(loki(small).common).toMatchObject({ replication_factor: 1, ring: { kvstore: { store: 'inmemory' } } });
    expect(loki(small).memberlist).toBeUndefined();
  });

  test('deletes what is too old, which takes a compactor that knows where', () => {
    expect(loki(small).limits_config.retention_period).toBe('48h');
    expect(loki(small).compactor).toMatchObject({ retention_enabled: true, delete_request_store: 's3' });
  });

  test('speaks to the object store as the overlay has it, with keys from the Secret', () => {
    expect(loki().common.storage.s3).toMatchObject({
      endpoint: 's3.example.test',
      bucketnames: 'loki',
      s3forcepathstyle: false,
      insecure: false,
      secret_access_key: `\${S3_SECRET}`,
    });
    expect(envOf(podOf('StatefulSet', 'loki'), 'S3_SECRET')).toEqual({
      secretKeyRef: { name: 'minio-monitoring', key: 'secret-key' },
    });
    expect(podOf('StatefulSet', 'loki').containers[0].args).toContain('-config.expand-env=true');
  });

  test('replays its log within its memory', () => {
    expect(loki(small).ingester.wal.replay_memory_ceiling).toBe('256MB');
    expect(envOf(podOf('StatefulSet', 'loki', small), 'GOMEMLIMIT')).toBe('460MiB');
  });

  test.each([2, 0])('is refused with %i servers', (replicas) => {
    expect(() => tree({ loki: { replicas } })).toThrow(/loki → replicas.*1, or at least 3/);
  });
});

describe('agents', () => {
  test('read the logs of their own node only', () => {
    const config = named('ConfigMap', 'alloy').data['config.alloy'];
    expect(config).toContain('field = "spec.nodeName=" + sys.env("NODE_NAME")');
    expect(envOf(podOf('DaemonSet', 'alloy'), 'NODE_NAME')).toMatchObject({ fieldRef: { fieldPath: 'spec.nodeName' } });
    expect(config).toContain('http://loki.monitoring.svc:3100/loki/api/v1/push');
  });

  test('need nothing of the host beside the others, and their quota has room for every node', () => {
    for (const { spec } of [
      ...ofKind(large, 'DaemonSet', 'monitoring'),
      ...ofKind(large, 'Deployment', 'monitoring'),
    ]) {
      expect(spec.template.spec.volumes.some(({ hostPath }: Fields) => hostPath)).toBe(false);
      expect(spec.template.spec.hostNetwork).toBeUndefined();
    }
    const { hard } = ofKind(large, 'ResourceQuota', 'namespaces').find(
      ({ metadata }) => metadata.namespace === 'node-agents',
    )?.spec ?? { hard: {} };
    expect(hard['limits.memory']).toBe('1Gi');
  });

  test('of the nodes read files of the host and may do nothing else', () => {
    const pod = podOf('DaemonSet', 'node-exporter', large, 'node-agents');
    expect(pod).toMatchObject({ automountServiceAccountToken: false, tolerations: [{ operator: 'Exists' }] });
    expect([pod.hostNetwork, pod.hostPID]).toEqual([undefined, undefined]);
    expect(pod.containers[0].volumeMounts.filter(({ mountPath }: Fields) => mountPath !== '/tmp')).toEqual([
      { name: 'root', mountPath: '/host/root', readOnly: true },
      { name: 'sys', mountPath: '/host/sys', readOnly: true },
    ]);
    expect(named('ServiceMonitor', 'node-exporter', large, 'node-agents').spec.endpoints[0].relabelings).toEqual([
      { action: 'replace', sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' },
    ]);
  });
});

describe('Grafana', () => {
  test('knows only data sources that exist', () => {
    const { datasources } = load(named('ConfigMap', 'grafana-datasources').data['datasources.yaml']) as Fields;
    const known = datasources.map(({ uid }: Fields) => uid);
    const asked = Object.values(dashboardsOf(large)).flatMap(({ panels }) =>
      panels.flatMap(({ datasource, targets }: Fields) => [
        datasource.uid,
        ...targets.map((t: Fields) => t.datasource.uid),
      ]),
    );
    expect(new Set(asked)).toEqual(new Set(['prometheus', 'loki']));
    expect(known).toEqual(expect.arrayContaining([...new Set(asked), 'alertmanager']));
  });

  test('has a dashboard for each service and one for what is public', () => {
    expect(Object.keys(dashboardsOf(large)).sort()).toEqual(
      ['monitoring', 'node-agents', 'public', 'shop', 'warehouse'].map((name) => `${name}.json`),
    );
    const mounts = podOf('Deployment', 'grafana').containers[0].volumeMounts.map(({ mountPath }: Fields) => mountPath);
    expect(mounts).toEqual(expect.arrayContaining(['/var/lib/dashboards/shop', '/var/lib/dashboards/public']));
  });

  test('lays panels out without overlap', () => {
    for (const { panels } of Object.values(dashboardsOf(large))) {
      const cells = panels.flatMap(({ gridPos: { x, y, w, h } }: Fields) =>
        Array.from({ length: w * h }, (_, i) => `${x + (i % w)}/${y + Math.floor(i / w)}`),
      );
      expect(new Set(cells).size).toBe(cells.length);
      expect(Math.max(...panels.map(({ gridPos: { x, w } }: Fields) => x + w))).toBeLessThanOrEqual(24);
      expect(new Set(panels.map(({ id }: Fields) => id)).size).toBe(panels.length);
    }
  });

  test('does not restart when a dashboard changes', () => {
    const checksum = (from: typeof large): string =>
      named('Deployment', 'grafana', from).spec.template.metadata.annotations['slipway.dev/config-checksum'];
    const other = tree({ objective: 99 });
    expect(checksum(other)).toBe(checksum(large));
    expect(checksum(tree({ objective: 99 }, amazon('eu-central-1')))).toBe(checksum(large));
  });

  test('lets people log in elsewhere only if told where', () => {
    const login = (from: typeof large) => envOf(podOf('Deployment', 'grafana', from), 'GF_AUTH_GENERIC_OAUTH_AUTH_URL');
    expect(login(large)).toBeUndefined();
    const from = tree({ oidc: 'login.example.test:8443/realms/platform' });
    expect(login(from)).toBe('https://login.example.test:8443/realms/platform/protocol/openid-connect/auth');
    expect(named('ExternalSecret', 'monitoring-oidc', from).metadata.annotations).toHaveProperty([
      'slipway.dev/prepared-by-hand',
    ]);
    expect(named('NetworkPolicy', 'to-outside', from).spec.egress[0].ports).toEqual([{ protocol: 'TCP', port: 8443 }]);
    expect(() => tree({ oidc: 'https://login.example.test' })).toThrow(/oidc/);
  });
});

describe('error budgets', () => {
  const budget = (from: typeof large) => rulesOf(from).filter(({ alert }) => alert.startsWith('ErrorBudget'));

  test('are watched for every public host, by the name Traefik has for it', () => {
    const hosts = new Map(budget(large).map(({ labels, expr }) => [labels.host, { service: labels.service, expr }]));
    expect([...hosts.keys()]).toEqual(['grafana.example.com', 'shop.example.com']);
    expect(hosts.get('shop.example.com')).toMatchObject({
      service: 'shop',
      expr: expect.stringContaining('service=~"shop-shop-web@kubernetes"'),
    });
    expect(hosts.get('grafana.example.com')?.expr).toContain('service=~"monitoring-grafana-http@kubernetes"');
  });

  test('are those of the objective', () => {
    expect(budget(large)[0]?.expr).toContain('> 14.4 * 0.001 and');
    expect(budget(tree({ objective: 99.5 }))[0]?.expr).toContain('> 14.4 * 0.005 and');
    expect(() => tree({ objective: 100 })).toThrow(/objective/);
  });

  test('are not watched where nobody counts requests', () => {
    const from = tree(true, amazon('eu-central-1'));
    expect(budget(from)).toEqual([]);
    expect(dashboardsOf(from)).not.toHaveProperty(['public.json']);
  });
});
