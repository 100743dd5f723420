import type { Labels } from '../selector';
import type { Fields } from '../types';
import type { OwnVolume } from '../workloads';
import { containerPort, type MadeSecret, type MadeService, type Makers, madePods, samePort } from './made';

const HTTP = 9200;
const TRANSPORT = 9300;

const OPERATOR = ['eck-operator', 'elastic-operator'];

const nodes = (cluster: string): Labels => ({
  'common.k8s.elastic.co/type': 'elasticsearch',
  'elasticsearch.k8s.elastic.co/cluster-name': cluster,
});

const setOf = (cluster: string, set: string): string => `${cluster}-es-${set}`;

const ofSet = (cluster: string, set: string): Labels => ({
  ...nodes(cluster),
  'elasticsearch.k8s.elastic.co/statefulset-name': setOf(cluster, set),
});

const isPlain = (spec: Fields): boolean => spec.http?.tls?.selfSignedCertificate?.disabled === true;

function services(cluster: string, spec: Fields): readonly MadeService[] {
  const http = { ...samePort(isPlain(spec) ? 'http' : 'https', HTTP), targetPort: HTTP };
  const shared = { labels: nodes(cluster), selector: nodes(cluster), headless: false };
  return [
    { ...shared, name: `${cluster}-es-http`, ports: [http] },
    { ...shared, name: `${cluster}-es-internal-http`, ports: [http] },
    {
      ...shared,
      name: `${cluster}-es-transport`,
      ports: [{ ...samePort('tls-transport', TRANSPORT), targetPort: TRANSPORT }],
      headless: true,
    },
    ...(spec.nodeSets ?? []).map(({ name }: Fields) => ({
      name: setOf(cluster, name),
      labels: ofSet(cluster, name),
      selector: ofSet(cluster, name),
      ports: [http],
      headless: true,
    })),
  ];
}

const secrets = (cluster: string, spec: Fields): readonly MadeSecret[] => [
  { name: `${cluster}-es-elastic-user`, keys: ['elastic'] },
  ...(isPlain(spec)
    ? []
    : [
        { name: `${cluster}-es-http-certs-public`, keys: ['ca.crt', 'tls.crt'] },
        { name: `${cluster}-es-http-certs-internal`, keys: ['ca.crt', 'tls.crt', 'tls.key'] },
      ]),
];

const volumeOf = ({ metadata, spec }: Fields): OwnVolume => ({
  name: metadata?.name ?? '',
  size: spec?.resources?.requests?.storage ?? '0',
  ...(spec?.storageClassName ? { storageClass: spec.storageClassName } : {}),
});

/** The container the author wrote about, with what the operator adds; it is there even where nobody did. */
function podSpec(image: string | undefined, template: Fields): Fields {
  const written = template?.spec ?? {};
  const own = (written.containers ?? []).find(({ name }: Fields) => name === 'elasticsearch') ?? {};
  const others = (written.containers ?? []).filter(({ name }: Fields) => name !== 'elasticsearch');
  const ports = [containerPort('https', HTTP), containerPort('transport', TRANSPORT)];
  const main = { ...(image ? { image } : {}), ...own, name: 'elasticsearch', ports };
  return { ...written, containers: [main, ...others] };
}

/**
 * ECK: Services, Secrets and pods of an Elasticsearch. Every node reaches every other on the transport port, and the
 * operator every node by HTTP. Source:
 * cloud-on-k8s v3.5.0, pkg/apis/elasticsearch/v1/name.go, pkg/controller/elasticsearch (label, services, user, nodespec).
 */
export const eck: Makers = {
  'elasticsearch.k8s.elastic.co/Elasticsearch': ({ metadata: { name }, spec = {} }) => ({
    services: services(name, spec),
    secrets: secrets(name, spec),
    links: [{ from: nodes(name), to: nodes(name), port: TRANSPORT }],
    visits: [{ by: OPERATOR, to: nodes(name), port: HTTP }],
    pods: (spec.nodeSets ?? []).map((set: Fields, index: number) =>
      madePods({
        at: `spec.nodeSets[${index}].podTemplate.spec`,
        labels: { ...set.podTemplate?.metadata?.labels, ...ofSet(name, set.name) },
        spec: podSpec(spec.image, set.podTemplate),
        replicas: set.count ?? 0,
        volumes: (set.volumeClaimTemplates ?? []).map(volumeOf),
        hostPrefix: `${setOf(name, set.name)}-`,
        hostService: setOf(name, set.name),
      }),
    ),
  }),
};
