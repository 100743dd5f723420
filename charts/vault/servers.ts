import { k8s } from 'cdk8s-plus-28';
import { bytes } from '../../manifest/quantity';
import type { ServiceChart } from '../../platform/chart';
import { type Container, serviceAccount } from '../../platform/pod';
import { claimed, configFiles, secretFiles, type Volume } from '../../platform/volume';
import { headlessService, statefulSet } from '../../platform/workload';
import { serverConfig } from './config';
import { CONFIG, FOLDERS, INTERNAL, memberHost, PORTS, SEAL_SECRET, TLS_SECRET, USER, VAULT } from './names';
import { configPolicy } from './policies';
import { bootstrapScript, tendScript } from './scripts';
import { type Seal, sealOf } from './seal';
import type { Settings } from './settings';

export interface ServersOptions {
  readonly image: string;
  readonly overlay: string;
  readonly settings: Settings;
}

/**
 * The servers. Whoever is unsealed by people is restarted by people too: a roll-out would leave one sealed server after
 * the other behind.
 */
export function servers(chart: ServiceChart, { image, overlay, settings }: ServersOptions): void {
  const { replicas, seal, storage, auditStorage } = settings;
  const storageClass = replicas === 1 ? chart.site.storage.block : chart.site.storage.local;
  const files = configFiles(chart, VAULT, {
    'vault.json': serverConfig(overlay, settings),
    'tend.sh': tendScript(auditStorage),
    'bootstrap.sh': bootstrapScript(settings),
    [`${CONFIG}.hcl`]: configPolicy(overlay),
  });
  tokenReview(chart);
  headlessService(chart, INTERNAL, 'server', PORTS);
  statefulSet(chart, VAULT, {
    part: 'server',
    replicas,
    serviceName: INTERNAL,
    // None is ready before all have been named and most are unsealed.
    parallel: true,
    ...(sealOf(seal).attended ? { attended: true } : {}),
    claims: { data: { size: storage, storageClass }, audit: { size: auditStorage, storageClass } },
    pod: {
      user: USER,
      kubernetesApi: true,
      sharedProcesses: true,
      terminationGracePeriodSeconds: 60,
      containers: [server(image, settings, files), tender(image, files)],
    },
  });
}

const HEALTH = '/v1/sys/health?standbyok=true&perfstandbyok=true';

function server(image: string, { cpu, memory, seal }: Settings, files: Volume): Container {
  return {
    name: 'vault',
    image,
    // Past the image's entry point, which would give the binary a capability that such a pod may not have.
    command: ['vault', 'server', `-config=${FOLDERS.config}/vault.json`],
    env: {
      HOME: '/tmp',
      POD_NAME: { field: 'metadata.name' },
      VAULT_RAFT_NODE_ID: { field: 'metadata.name' },
      // Clients are sent to the active server by this name, which is why it is no address of a pod.
      VAULT_API_ADDR: `https://${memberHost('$(POD_NAME)')}:${PORTS.api}`,
      VAULT_CLUSTER_ADDR: `https://${memberHost('$(POD_NAME)')}:${PORTS.cluster}`,
      GOMEMLIMIT: `${Math.floor((bytes(memory) * 0.8) / 2 ** 20)}MiB`,
      ...sealOf(seal).env,
    },
    ports: PORTS,
    probes: {
      // Ready is who can answer. To be sealed is no reason to be killed, since another start would not change it.
      readiness: { http: { path: HEALTH, port: 'api', tls: true }, period: 5, failures: 2 },
      liveness: {
        http: { path: `${HEALTH}&sealedcode=204&uninitcode=204`, port: 'api', tls: true },
        delay: 60,
        failures: 6,
      },
    },
    // The Services learn that the server goes before it does.
    preStop: ['sleep', '5'],
    resources: { cpu, memory },
    mounts: {
      [FOLDERS.config]: files,
      [FOLDERS.data]: claimed('data'),
      [FOLDERS.audit]: claimed('audit'),
      [FOLDERS.tls]: secretFiles(TLS_SECRET),
      ...sealMount(sealOf(seal)),
    },
  };
}

/** Looks after certificate and audit log, and is where people run the command line: it knows the server's address. */
const tender = (image: string, files: Volume): Container => ({
  name: 'tools',
  image,
  command: ['/bin/sh', '-eu', `${FOLDERS.config}/tend.sh`],
  env: { HOME: '/tmp', VAULT_ADDR: `https://127.0.0.1:${PORTS.api}`, VAULT_CACERT: `${FOLDERS.tls}/ca.crt` },
  resources: { cpu: '10m', memory: '64Mi', memoryLimit: '256Mi' },
  mounts: {
    [FOLDERS.config]: files,
    [FOLDERS.audit]: claimed('audit'),
    [FOLDERS.tls]: secretFiles(TLS_SECRET, { 'ca.crt': 'ca.crt', 'tls.crt': 'tls.crt' }, `${TLS_SECRET}-public`),
  },
});

/** A Secret that people make may be missing: on AWS the pod's own identity is enough. */
function sealMount({ prepared, generated }: Seal): Readonly<Record<string, Volume>> {
  const volume = secretFiles(SEAL_SECRET);
  if (generated) return { [FOLDERS.seal]: volume };
  return prepared
    ? { [FOLDERS.seal]: { ...volume, source: { secret: { secretName: SEAL_SECRET, optional: true } } } }
    : {};
}

/** The right to ask the API server whether a token is good, with the servers' own account. */
function tokenReview(chart: ServiceChart): void {
  new k8s.KubeClusterRoleBinding(chart, 'token-review', {
    metadata: { name: 'vault-token-review' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'system:auth-delegator' },
    subjects: [{ kind: 'ServiceAccount', name: serviceAccount(chart), namespace: VAULT }],
  });
}
