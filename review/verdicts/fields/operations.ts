import { type Effect, type FieldTable, type FieldTables, quiet, restarts, unseen } from './effect';

const fields = (prefix: string, names: string, effect: Effect): FieldTable =>
  Object.fromEntries(names.split(/\s+/).map((name) => [`${prefix}.${name}.**`, effect]));

const watching = quiet('Prometheus reads the change by itself.');
const server = restarts('The operator replaces the pods one after another.');
const next = quiet('Takes effect from the next backup.');
const place = quiet('Backups are written to and read from the place as it is now.');
const sync = quiet('Argo CD syncs in another way from now on.');
const UNSEEN = 'Render the chart in both states and compare them.';
const chart = unseen('What the chart makes of it is not in this tree.', UNSEEN);

const scraping = fields(
  'spec',
  `endpoints podMetricsEndpoints selector namespaceSelector jobLabel podTargetLabels targetLabels sampleLimit
  attachMetadata scrapeClass labelLimit fallbackScrapeProtocol scrapeProtocols`,
  watching,
);

const prometheus: FieldTable = {
  ...fields(
    'spec',
    `image version resources tolerations affinity nodeSelector securityContext serviceAccountName volumes volumeMounts
    containers initContainers podMetadata priorityClassName topologySpreadConstraints externalUrl routePrefix logLevel
    logFormat walCompression enableFeatures retention retentionSize web secrets configMaps args additionalArgs
    imagePullSecrets listenLocal clusterAdvertiseAddress`,
    server,
  ),
  'spec.storage.**': quiet('Volumes can grow; the operator recreates the StatefulSet around them.'),
  ...fields(
    'spec',
    `replicas shards externalLabels scrapeInterval scrapeTimeout evaluationInterval remoteWrite remoteRead alerting
    ruleSelector ruleNamespaceSelector serviceMonitorSelector serviceMonitorNamespaceSelector podMonitorSelector
    podMonitorNamespaceSelector probeSelector probeNamespaceSelector scrapeConfigSelector scrapeConfigNamespaceSelector
    additionalScrapeConfigs alertmanagerConfigSelector alertmanagerConfigNamespaceSelector alertmanagerConfiguration
    configSecret replicaExternalLabelName prometheusExternalLabelName podDisruptionBudget enableAdminAPI
    persistentVolumeClaimRetentionPolicy`,
    watching,
  ),
};

const source = (prefix: string): FieldTable => ({
  [`${prefix}.helm.**`]: chart,
  [`${prefix}.chart`]: chart,
  [`${prefix}.targetRevision`]: unseen('What stands at the other revision is not in this tree.', UNSEEN),
  [`${prefix}.kustomize.**`]: chart,
  [`${prefix}.plugin.**`]: chart,
  [`${prefix}.path`]: sync,
  [`${prefix}.repoURL`]: sync,
  [`${prefix}.ref`]: sync,
  [`${prefix}.directory.**`]: sync,
});

/** Source: MetalLB, configuration: a pool may not lose addresses that Services hold. */
const addresses: Effect = ({ edits }) =>
  edits.some(({ path, before }) => path[1] === 'addresses' && before !== undefined)
    ? {
        risk: 'availability',
        rule: 'service-weakened',
        reason: 'Services that hold an address taken out of the pool lose it, or MetalLB keeps the old pools.',
        remedy: 'Move those Services to other addresses first.',
      }
    : { risk: 'no-restart', rule: 'live-update', reason: 'The pool has more addresses.', remedy: 'Nothing to do.' };

/** Prometheus operator, Velero and Argo CD. Sources: their CRDs and docs. */
export const operations: FieldTables = {
  'monitoring.coreos.com/ServiceMonitor': scraping,
  'monitoring.coreos.com/PodMonitor': scraping,
  'monitoring.coreos.com/Probe': fields('spec', 'targets module prober interval scrapeTimeout jobName', watching),
  'monitoring.coreos.com/PrometheusRule': fields('spec', 'groups', watching),
  'monitoring.coreos.com/AlertmanagerConfig': fields(
    'spec',
    'route receivers inhibitRules muteTimeIntervals',
    watching,
  ),
  'monitoring.coreos.com/Prometheus': prometheus,
  'monitoring.coreos.com/Alertmanager': prometheus,
  'monitoring.coreos.com/ThanosRuler': prometheus,
  'velero.io/Schedule': fields('spec', 'paused schedule skipImmediately template useOwnerReferencesInBackup', next),
  'velero.io/BackupStorageLocation': fields(
    'spec',
    'accessMode backupSyncPeriod config credential default objectStorage provider validationFrequency',
    place,
  ),
  'velero.io/VolumeSnapshotLocation': fields('spec', 'config credential provider', place),
  'argoproj.io/Application': {
    ...source('spec.source'),
    ...source('spec.sources.[]'),
    'spec.sources.[]': chart,
    ...fields('spec', 'destination project syncPolicy ignoreDifferences revisionHistoryLimit info', sync),
    'metadata.finalizers.**': sync,
  },
  'argoproj.io/AppProject': {
    ...fields(
      'spec',
      `clusterResourceBlacklist clusterResourceWhitelist description destinations namespaceResourceBlacklist
      namespaceResourceWhitelist orphanedResources roles sourceRepos syncWindows sourceNamespaces
      destinationServiceAccounts permitOnlyProjectScopedClusters signatureKeys sourceIntegrity`,
      sync,
    ),
    'metadata.finalizers.**': sync,
  },
  'metallb.io/IPAddressPool': {
    'spec.autoAssign': quiet('Holds for Services created from now on.'),
    'spec.addresses.**': addresses,
    ...fields('spec', 'avoidBuggyIPs serviceAllocation', quiet('Holds for Services created from now on.')),
  },
  'metallb.io/L2Advertisement': fields(
    'spec',
    'interfaces ipAddressPoolSelectors ipAddressPools nodeSelectors',
    quiet('Addresses are announced in another way at once.'),
  ),
};
