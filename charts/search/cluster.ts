import { k8s } from 'cdk8s-plus-28';
import type { Fields } from '../../manifest/types';
import type { ServiceChart } from '../../platform/chart';
import { resources, serviceAccount } from '../../platform/pod';
import type { Bucket } from '../minio';
import { CLUSTER, NODES } from './names';
import type { Settings } from './settings';

export interface ClusterOptions {
  readonly image: string;
  readonly settings: Settings;
  /** Secrets with a login and its role each. */
  readonly logins: readonly string[];
  /** Where snapshots go. */
  readonly snapshots: Bucket;
}

/** Elasticsearch, which DataHub supports from 8.17 on in its version 8. The tag of the image is the same. */
const VERSION = '8.19.20';

const ZONE = 'topology.kubernetes.io/zone';

/**
 * The nodes, all in one set. The operator sets up TLS between them and in front of them, waits for shards before it stops
 * a node, and makes the disruption budget. Source of the fields: ECK v3.5.0, Elasticsearch v1.
 */
export function cluster(chart: ServiceChart, { image, settings, logins, snapshots }: ClusterOptions): void {
  const secrets = logins.map((secretName) => ({ secretName }));
  chart.object(
    'elasticsearch.k8s.elastic.co/v1',
    'Elasticsearch',
    { name: CLUSTER },
    {
      spec: {
        version: VERSION,
        image,
        auth: { fileRealm: secrets, roles: secrets },
        secureSettings: [
          {
            secretName: snapshots.secret,
            entries: [
              { key: 'access-key', path: 's3.client.default.access_key' },
              { key: 'secret-key', path: 's3.client.default.secret_key' },
            ],
          },
        ],
        nodeSets: [nodeSet(chart, settings, snapshots)],
        updateStrategy: { changeBudget: { maxSurge: 1, maxUnavailable: 1 } },
        // The operator's default would take the volumes along with the object.
        volumeClaimDeletePolicy: 'DeleteOnScaledownOnly',
      },
    },
  );
}

function nodeSet(chart: ServiceChart, settings: Settings, snapshots: Bucket): Fields {
  const { nodes, storage } = settings;
  const { local, block } = chart.site.storage;
  return {
    name: 'default',
    count: nodes,
    config: { ...config(settings), ...repository(snapshots), ...(spansZones(chart, nodes) ? AWARENESS : {}) },
    podTemplate: podTemplate(chart, settings),
    volumeClaimTemplates: [
      {
        // Under any other name the operator would put the data on a volume that goes with the pod.
        metadata: { name: 'elasticsearch-data' },
        spec: {
          accessModes: ['ReadWriteOnce'],
          resources: { requests: { storage } },
          storageClassName: nodes === 1 ? block : local,
        },
      },
    ],
  };
}

/** No machine learning, and nothing fetched from the internet. */
const config = ({ memoryMap }: Settings): Fields => ({
  'node.store.allow_mmap': memoryMap,
  'xpack.ml.enabled': false,
  'ingest.geoip.downloader.enabled': false,
});

/** Source: Elasticsearch 8.19 reference, S3 repository, Client settings. */
function repository({ endpoint, region, pathStyle }: Bucket): Fields {
  const [protocol, host] = endpoint.split('://');
  return {
    's3.client.default.endpoint': host,
    's3.client.default.protocol': protocol,
    's3.client.default.region': region,
    's3.client.default.path_style_access': pathStyle,
  };
}

const spansZones = ({ site: { nodes } }: ServiceChart, members: number): boolean => members > 1 && nodes.zones > 1;

/** Copies of a shard go to different zones. Source: ECK documentation, Advanced Elasticsearch node scheduling. */
const AWARENESS: Fields = {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Elasticsearch replaces it by the variable.
  'node.attr.zone': '${ZONE}',
  'cluster.routing.allocation.awareness.attributes': 'k8s_node_name,zone',
};

/** The part of the pods that is not the operator's to decide: Pod Security `restricted`, placement and resources. */
function podTemplate(chart: ServiceChart, { nodes, cpu, memory }: Settings): Fields {
  const { pullSecret } = chart.site.registry;
  const zoned = spansZones(chart, nodes);
  const zone = { name: 'ZONE', valueFrom: { fieldRef: { fieldPath: `metadata.annotations['${ZONE}']` } } };
  return {
    metadata: zoned ? { annotations: { 'eck.k8s.elastic.co/downward-node-labels': ZONE } } : {},
    spec: {
      serviceAccountName: serviceAccount(chart),
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      ...(pullSecret ? { imagePullSecrets: [{ name: pullSecret }] } : {}),
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 1000,
        runAsGroup: 1000,
        fsGroup: 1000,
        fsGroupChangePolicy: 'OnRootMismatch',
        seccompProfile: { type: 'RuntimeDefault' },
      },
      ...placement(chart, nodes),
      containers: [
        {
          name: 'elasticsearch',
          ...(zoned ? { env: [zone] } : {}),
          resources: k8s.toJson_ResourceRequirements(resources({ cpu, memory })),
        },
      ],
    },
  };
}

/** Never two nodes on one machine where machines suffice, and over zones as evenly as volumes allow. */
function placement({ site: { nodes: machines } }: ServiceChart, nodes: number): Fields {
  if (nodes === 1) return {};
  const over = (topologyKey: string, whenUnsatisfiable: string): Fields => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable,
    labelSelector: { matchLabels: NODES },
  });
  return {
    topologySpreadConstraints: [
      over('kubernetes.io/hostname', machines.count >= nodes ? 'DoNotSchedule' : 'ScheduleAnyway'),
      ...(machines.zones > 1 ? [over(ZONE, 'ScheduleAnyway')] : []),
    ],
  };
}
