import { describe, expect, test } from 'vitest';
import { snapshots, vault } from '../../charts/vault';
import type { Fields } from '../../manifest/types';
import { OWN_VAULT } from '../../overlays/facts';
import type { Built } from '../../platform/build';
import { ProblemError } from '../../platform/problem';
import { defineService, type Service } from '../../platform/service';
import { built, catalog, ofKind, site } from '../toy';

const services = { ...catalog, vault: vault as Service };

/** An overlay of Vault alone, with the cluster's own Secrets as its store. */
const alone = (settings: Fields = true): Built => built({ services: { vault: settings } }, services);

/** An overlay whose store is its own Vault, with a provider and a consumer of a login. */
const serving = (settings: Fields = true): Built =>
  built(
    { site: { ...site, secretStore: OWN_VAULT }, services: { shop: true, warehouse: true, vault: settings } },
    services,
  );

const named = (tree: Built, kind: string, name: string): Fields =>
  ofKind(tree, kind).find(({ metadata }) => metadata.name === name);
const servers = (tree: Built): Fields => named(tree, 'StatefulSet', 'vault');
const container = (tree: Built, name: string): Fields =>
  servers(tree).spec.template.spec.containers.find((each: Fields) => each.name === name);
const file = (tree: Built, map: string, name: string): string => named(tree, 'ConfigMap', map).data[name];
const config = (settings: Fields): Fields => JSON.parse(file(alone(settings), 'vault', 'vault.json'));

const KMS = 'arn:aws-cn:kms:cn-north-1:123456789012:alias/vault';
const TRANSIT = 'https://vault.example.test:8300/team/transit/unseal';
const STATIC = { seal: 'static', flavour: 'openbao', replicas: 1 };

describe('the two flavours', () => {
  test('run their own image under one command', () => {
    expect(container(alone(), 'vault')).toMatchObject({ image: 'docker.io/hashicorp/vault:2.0.4' });
    expect(container(alone({ flavour: 'openbao' }), 'vault')).toMatchObject({
      image: 'quay.io/openbao/openbao:2.6.2',
      command: ['vault', 'server', '-config=/vault/config/vault.json'],
    });
  });

  test('differ in mlock, which one demands and the other refuses', () => {
    expect(config({}).disable_mlock).toBe(true);
    expect(config({ flavour: 'openbao' })).not.toHaveProperty('disable_mlock');
  });

  test('have two audit devices, by command or by configuration', () => {
    const enabled = file(alone(), 'vault', 'bootstrap.sh').match(/vault audit enable .*file_path=\S+/g) ?? [];
    expect(enabled.map((line) => line.split('file_path=')[1])).toEqual(['/vault/audit/audit.log', 'stdout']);
    expect(config({})).not.toHaveProperty('audit');
    expect(config({ flavour: 'openbao' }).audit.map(({ options }: Fields) => options.file_path)).toEqual([
      '/vault/audit/audit.log',
      'stdout',
    ]);
    expect(file(alone({ flavour: 'openbao' }), 'vault', 'bootstrap.sh')).not.toContain('audit');
  });
});

describe('servers', () => {
  test('ask every one of them to be taken in, by a name of the certificate', () => {
    const joins = config({ replicas: 5 }).storage.raft.retry_join;
    expect(joins.map((join: Fields) => join.leader_api_addr)).toEqual(
      [0, 1, 2, 3, 4].map((index) => `https://vault-${index}.vault-internal.vault.svc:8200`),
    );
    const { dnsNames } = named(alone(), 'Certificate', 'vault-tls').spec;
    expect(dnsNames).toContain('*.vault-internal.vault.svc');
    expect(dnsNames).toContain(joins[0].leader_tls_servername);
  });

  test('alone, one asks nobody, lies on replicated storage and has no budget', () => {
    const places = { ...site, storage: { ...site.storage, block: 'replicated', local: 'local' } };
    const classes = (replicas: number): unknown =>
      servers(built({ site: places, services: { vault: { replicas } } }, services)).spec.volumeClaimTemplates.map(
        ({ spec }: Fields) => spec.storageClassName,
      );
    expect(config({ replicas: 1 }).storage.raft).not.toHaveProperty('retry_join');
    expect(classes(1)).toEqual(['replicated', 'replicated']);
    expect(classes(3)).toEqual(['local', 'local']);
    expect(ofKind(alone({ replicas: 1 }), 'PodDisruptionBudget')).toEqual([]);
    expect(ofKind(alone(), 'PodDisruptionBudget')).toHaveLength(1);
  });

  test('must be odd in number', () => expect(() => alone({ replicas: 4 })).toThrow('it must be an odd number'));

  test('are named before they are ready, start together and spread over nodes', () => {
    const { spec } = servers(alone());
    expect(spec).toMatchObject({ podManagementPolicy: 'Parallel', serviceName: 'vault-internal' });
    expect(spec.template.spec.topologySpreadConstraints[0].whenUnsatisfiable).toBe('DoNotSchedule');
    expect(named(alone(), 'Service', 'vault-internal').spec).toMatchObject({
      clusterIP: 'None',
      publishNotReadyAddresses: true,
    });
  });

  test('tell clients a name of their own, which is set before it is used', () => {
    const env: readonly Fields[] = container(alone(), 'vault').env;
    expect(env.find(({ name }) => name === 'VAULT_API_ADDR')?.value).toBe(
      'https://$(POD_NAME).vault-internal.vault.svc:8200',
    );
    const names = env.map(({ name }) => name);
    expect(names.indexOf('POD_NAME')).toBeLessThan(names.indexOf('VAULT_API_ADDR'));
    // The library behind the seals would take these for the other Vault's.
    for (const wrong of ['VAULT_ADDR', 'VAULT_TOKEN', 'VAULT_CACERT']) expect(names).not.toContain(wrong);
  });

  test('are not killed for being sealed or empty, but not ready either', () => {
    const { livenessProbe, readinessProbe } = container(alone(), 'vault');
    expect(livenessProbe.httpGet).toMatchObject({ scheme: 'HTTPS', port: 'api' });
    expect(livenessProbe.httpGet.path).toContain('sealedcode=204&uninitcode=204');
    expect(readinessProbe.httpGet.scheme).toBe('HTTPS');
    expect(readinessProbe.httpGet.path).toMatch(/standbyok=true/);
    expect(readinessProbe.httpGet.path).not.toMatch(/sealedcode|uninitcode/);
  });

  test('keep a fifth of their memory from the heap, and the audit log a volume of its own', () => {
    const { env, volumeMounts } = container(alone({ memory: '2Gi' }), 'vault');
    expect(env.find(({ name }: Fields) => name === 'GOMEMLIMIT').value).toBe('1638MiB');
    expect(volumeMounts).toContainEqual({ name: 'audit', mountPath: '/vault/audit' });
    const claims: readonly Fields[] = servers(alone({ auditStorage: '4Gi' })).spec.volumeClaimTemplates;
    expect(claims.map((claim) => [claim.metadata.name, claim.spec.resources.requests.storage])).toEqual([
      ['data', '10Gi'],
      ['audit', '4Gi'],
    ]);
  });

  test('may ask the API server about tokens', () => {
    const binding = named(alone(), 'ClusterRoleBinding', 'vault-token-review');
    expect(binding.roleRef.name).toBe('system:auth-delegator');
    expect(binding.subjects).toEqual([{ kind: 'ServiceAccount', name: 'vault', namespace: 'vault' }]);
    expect(binding.metadata.namespace).toBeUndefined();
    expect(servers(alone()).spec.template.spec.automountServiceAccountToken).toBe(true);
  });

  test('alone see their private key', () => {
    const tree = alone();
    const { volumes } = servers(tree).spec.template.spec;
    const keysAt = (name: string): unknown => {
      const { name: volume } = container(tree, name).volumeMounts.find(
        ({ mountPath }: Fields) => mountPath === '/vault/tls',
      );
      const { secret } = volumes.find((each: Fields) => each.name === volume);
      return secret.items?.map(({ key }: Fields) => key) ?? 'all';
    };
    expect([keysAt('vault'), keysAt('tools')]).toEqual(['all', ['ca.crt', 'tls.crt']]);
  });

  test('are signalled by their neighbour before eight audit logs fill the volume', () => {
    const script = file(alone({ auditStorage: '10Gi' }), 'vault', 'tend.sh');
    expect(script).toContain(`limit=${2 ** 30}\n`);
    expect(script).toContain('older=7\n');
    const { template } = servers(alone()).spec;
    expect(template.spec.shareProcessNamespace).toBe(true);
    const { command } = container(alone(), 'vault');
    expect(command.join(' ')).toMatch(new RegExp(/pkill -HUP -f '(\S+ \S+)'/.exec(script)?.[1] ?? 'no pattern'));
  });
});

describe('the seal', () => {
  test('that people open has them restart the servers too', () => {
    const { metadata, spec } = servers(alone());
    expect(spec.updateStrategy).toEqual({ type: 'OnDelete' });
    expect(metadata.annotations).toEqual({ 'argocd.argoproj.io/ignore-healthcheck': 'true' });
    expect(config({})).not.toHaveProperty('seal');
  });

  test.each([KMS, TRANSIT])('%s lets servers roll by themselves', (seal) => {
    const { metadata, spec } = servers(alone({ seal }));
    expect(spec.updateStrategy.type).toBe('RollingUpdate');
    expect(metadata.annotations).toBeUndefined();
  });

  test('of AWS KMS has region and key of its ARN', () => {
    expect(config({ seal: KMS }).seal).toEqual({ awskms: { region: 'cn-north-1', kms_key_id: KMS } });
  });

  test('of another Vault has address, mount and key of its URL', () => {
    expect(config({ seal: TRANSIT }).seal.transit).toMatchObject({
      address: 'https://vault.example.test:8300',
      mount_path: 'team/transit/',
      key_name: 'unseal',
      token: 'file:///vault/seal/token',
    });
  });

  test('opens the way to who keeps the key, and no other', () => {
    const ports = (seal: string): unknown =>
      named(alone({ seal }), 'NetworkPolicy', 'to-outside')?.spec.egress[0].ports.map(({ port }: Fields) => port);
    expect(ports(TRANSIT)).toEqual([8300]);
    expect(ports('https://vault.example.test/transit/unseal')).toEqual([443]);
    expect(ports(KMS)).toEqual([80, 443]);
    expect(ports('shamir')).toBeUndefined();
  });

  test('has its access in a Secret that people made and that may be missing', () => {
    const volume = (settings: Fields): unknown =>
      servers(alone(settings)).spec.template.spec.volumes.find(({ name }: Fields) => name === 'vault-seal')?.secret;
    expect(volume({ seal: TRANSIT })).toEqual({ secretName: 'vault-seal', optional: true });
    expect(volume(STATIC)).toEqual({ secretName: 'vault-seal' });
    expect(volume({})).toBeUndefined();
    expect(ofKind(alone({ seal: TRANSIT }), 'ExternalSecret')).toEqual([]);
  });

  test('that the cluster keeps has one OpenBao server initialise itself', () => {
    const tree = alone(STATIC);
    expect(named(tree, 'ExternalSecret', 'vault-seal').spec.target.template.data).toEqual({ key: '{{ .password }}' });
    const { seal, initialize } = JSON.parse(file(tree, 'vault', 'vault.json'));
    expect(seal.static.current_key).toBe('file:///vault/seal/key');
    const [{ platform }] = initialize;
    expect(platform.request.flatMap((each: Fields) => Object.values(each).map(({ path }: Fields) => path))).toEqual([
      'sys/mounts/kv',
      'sys/auth/kubernetes',
      'auth/kubernetes/config',
      'sys/policies/acl/vault-config',
      'auth/kubernetes/role/vault-config',
    ]);
    expect(config({ flavour: 'openbao' })).not.toHaveProperty('initialize');
  });

  test.each([{ seal: 'static' }, { ...STATIC, flavour: 'vault' }, { ...STATIC, replicas: 3 }])(
    'that the cluster keeps is refused with %j',
    (settings) => expect(() => alone(settings)).toThrow('is for one server of flavour openbao'),
  );

  test('cannot come from the store that Vault itself serves', () =>
    expect(() => serving(STATIC)).toThrow('what serves the secret store can use no credential'));

  test.each(['none', 'arn:aws:s3:::bucket', 'http://vault.example.test/transit/key', 'https://vault.example.test'])(
    '%s is none',
    (seal) => expect(() => alone({ seal })).toThrow(ProblemError),
  );
});

describe('a store that Vault serves', () => {
  const store = (namespace: string): Fields => named(serving(), 'ClusterSecretStore', `platform-${namespace}`).spec;
  const policy = (namespace: string): string =>
    file(serving(), 'vault-configuration', `store-${namespace}.hcl`).replaceAll(/\s+/g, ' ');

  test('is where Vault is, under the authority of its certificate', () => {
    const { vault: provider } = store('shop').provider;
    expect(provider).toMatchObject({
      server: 'https://vault.vault.svc:8200',
      path: 'kv',
      caProvider: { type: 'Secret', name: 'vault-tls', namespace: 'vault', key: 'ca.crt' },
    });
    expect(named(serving(), 'Certificate', 'vault-tls').spec).toMatchObject({ secretName: 'vault-tls' });
    expect(named(serving(), 'Certificate', 'vault-tls').spec.dnsNames).toContain('vault.vault.svc');
    expect(named(serving(), 'Service', 'vault').spec.ports).toMatchObject([{ port: 8200 }]);
    const bootstrap = file(serving(), 'vault', 'bootstrap.sh');
    expect(bootstrap).toContain(`-path=${provider.path} -version=2 kv\n`);
    expect(bootstrap).toContain(`-path=${provider.auth.kubernetes.mountPath} kubernetes\n`);
  });

  test('gives each namespace a role of its own, which only External Secrets may take', () => {
    const script = file(serving(), 'vault-configuration', 'configure.sh');
    for (const namespace of ['shop', 'warehouse']) {
      const [own] = ofKind(serving(), 'ExternalSecret', namespace);
      expect(own?.spec.secretStoreRef).toEqual({ kind: 'ClusterSecretStore', name: `platform-${namespace}` });
      const { role, serviceAccountRef } = store(namespace).provider.vault.auth.kubernetes;
      expect(store(namespace).conditions).toEqual([{ namespaces: [namespace] }]);
      expect(serviceAccountRef).toEqual({
        name: 'external-secrets',
        namespace: 'external-secrets',
        audiences: ['vault'],
      });
      expect(script).toContain(`policy ${role}\n`);
      expect(script).toContain(`role ${role} external-secrets external-secrets ${role}\n`);
    }
    expect(script).toContain('audience=vault');
  });

  test('is written under the role of who generates', () => {
    for (const { spec } of ofKind(serving(), 'PushSecret', 'warehouse'))
      expect(spec.secretStoreRefs).toEqual([{ kind: 'ClusterSecretStore', name: 'platform-warehouse' }]);
  });

  test('lets a provider write what it generates, and a consumer only read it', () => {
    expect(policy('warehouse')).toContain(
      'path "kv/data/toy/warehouse/shop" { capabilities = ["create","read","update"] }',
    );
    expect(policy('warehouse')).toContain(
      'path "kv/metadata/toy/warehouse/shop" { capabilities = ["create","read","update"] }',
    );
    // A path named twice would have the rights of one of the two.
    expect(policy('warehouse').split('"kv/data/toy/warehouse/shop"')).toHaveLength(2);
    expect(policy('shop').trim()).toBe('path "kv/data/toy/warehouse/shop" { capabilities = ["read"] }');
  });

  test('needs no policy for namespaces that keep nothing there', () =>
    expect(Object.keys(named(serving(), 'ConfigMap', 'vault-configuration').data)).toEqual([
      'configure.sh',
      'operators.hcl',
      'snapshots.hcl',
      'store-warehouse.hcl',
      'store-shop.hcl',
    ]));
});

describe('the configuration Job', () => {
  const job = (tree: Built): Fields => ofKind(tree, 'Job', 'vault')[0];

  test('logs in with a token of its own that is good for Vault alone', () => {
    const pod = job(alone()).spec.template.spec;
    expect(pod).toMatchObject({ serviceAccountName: 'vault-config', automountServiceAccountToken: false });
    expect(pod.volumes.find(({ name }: Fields) => name === 'vault-token').projected.sources).toEqual([
      { serviceAccountToken: { audience: 'vault', expirationSeconds: 600, path: 'token' } },
    ]);
    expect(pod.containers[0].volumeMounts).toContainEqual(
      expect.objectContaining({ name: 'vault-token', mountPath: '/run/login' }),
    );
    expect(file(alone(), 'vault-configuration', 'configure.sh')).toContain('jwt=@/run/login/token');
  });

  test('has a role that bootstrap.sh binds to just its account', () => {
    const line = file(alone(), 'vault', 'bootstrap.sh').split('\n').at(-2);
    expect(line).toBe(
      'vault write auth/kubernetes/role/vault-config bound_service_account_names=vault-config bound_service_account_namespaces=vault audience=vault token_policies=vault-config token_ttl=10m',
    );
  });

  test('runs again when who uses the store changes, and every hour', () => {
    expect(job(serving()).metadata.name).not.toBe(job(alone()).metadata.name);
    const again = named(serving(), 'CronJob', 'vault-reconfigure');
    expect(again.spec.jobTemplate.spec.template).toEqual(job(serving()).spec.template);
  });

  test('removes servers that were scaled away only where there are several', () => {
    expect(file(alone(), 'vault-configuration', 'configure.sh')).toContain('-cleanup-dead-servers=true');
    expect(file(alone({ replicas: 1 }), 'vault-configuration', 'configure.sh')).not.toContain('autopilot');
  });
});

test('no script and no configuration holds a key or token', () => {
  const texts = [alone(), alone({ seal: TRANSIT }), alone({ seal: KMS })].flatMap((tree) =>
    ofKind(tree, 'ConfigMap', 'vault').flatMap(({ data }) => Object.values(data as Record<string, string>)),
  );
  expect(texts.filter((text) => /\b(hvs|s|AKIA)[.A-Z0-9]{12,}|BEGIN .*PRIVATE KEY/.test(text))).toEqual([]);
});

test('metrics are scraped from every server over TLS', () => {
  expect(named(alone(), 'ServiceMonitor', 'vault').spec.endpoints).toEqual([
    {
      port: 'api',
      path: '/v1/sys/metrics',
      interval: '30s',
      params: { format: ['prometheus'] },
      scheme: 'https',
      tlsConfig: { ca: { secret: { name: 'vault-tls', key: 'ca.crt' } }, serverName: 'vault.vault.svc' },
    },
  ]);
  expect(config({}).listener.tcp.telemetry).toEqual({ unauthenticated_metrics_access: true });
});

test('one server is not warned of lost majorities', () => {
  const alerts = (replicas: number): readonly string[] =>
    (vault.alerts?.({ ...vault.settings, replicas }, { site, platform: [] }) ?? []).map(({ alert }) => alert);
  expect(alerts(1)).not.toContain('VaultNoFailureTolerance');
  expect(alerts(3)).toContain('VaultNoFailureTolerance');
});

test('a service that takes snapshots gets a role for its own account and the authority', () => {
  const taker = defineService('taker', {
    serves: {},
    uses: { vault: snapshots('taker') },
    settings: {},
    build(_, { uses }) {
      expect(uses.vault).toEqual({
        address: 'https://vault.vault.svc:8200',
        authMount: 'kubernetes',
        role: 'snapshots-taker',
      });
    },
  });
  const script = (tree: Built): string => file(tree, 'vault-configuration', 'configure.sh');
  const along = { ...services, taker: taker as Service };
  const own = { ...site, secretStore: OWN_VAULT };
  const tree = built(
    { site: own, services: { shop: true, warehouse: true, vault: true, taker: true } as Fields },
    along,
  );
  expect(script(tree)).toContain('role snapshots-taker taker taker snapshots\n');
  expect(script(tree)).toContain('authority toy/taker/ca\n');
  expect(script(built({ services: { vault: true, taker: true } as Fields }, along))).not.toContain('authority toy/');
});
