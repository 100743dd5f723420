import { expect, describe as group, test } from 'vitest';
import { describe, identityOf, type Manifest, type ManifestFile } from '../../manifest/types';
import { treesOf, verifyTree } from '../../verify/index';
import { overlays } from '../faults/own';

/** One thing that somebody provides, the overlay without it, and what a finding must name. */
type Removal = readonly [what: string, name: string, files: readonly ManifestFile[]];

/** Kinds of what a provider keeps for others, with the name others call it by. */
const PROVIDED: Readonly<Record<string, (manifest: Manifest) => string>> = {
  Database: ({ spec }) => `database ${spec.name}`,
  DatabaseRole: ({ spec }) => `role ${spec.name}`,
  KafkaTopic: ({ metadata, spec }) => `topic ${spec?.topicName ?? metadata.name}`,
  KafkaUser: ({ metadata }) => `user ${metadata.name}`,
};

const objects = (files: readonly ManifestFile[]): readonly Removal[] =>
  files.flatMap((file) => {
    const nameOf = PROVIDED[file.manifest.kind];
    return nameOf
      ? [[describe(identityOf(file.manifest)), nameOf(file.manifest), files.filter((own) => own !== file)] as const]
      : [];
  });

const SCRIPT = 'provision.sh';

/** Lines of a script that make a bucket or a user of the object store. */
const lines = (files: readonly ManifestFile[]): readonly Removal[] =>
  files
    .filter(({ manifest }) => manifest.metadata.name === 'minio-provisioning')
    .flatMap((file) => {
      const script: string = file.manifest.data?.[SCRIPT] ?? '';
      return [...script.matchAll(/^(bucket|user) ([\w-]+)\n/gm)].map(([line, kind, name]) => {
        const manifest: Manifest = {
          ...file.manifest,
          data: { ...file.manifest.data, [SCRIPT]: script.replace(line, '') },
        };
        const changed = files.map((own) => (own === file ? { ...file, manifest } : own));
        return [`${kind} ${name}`, `${kind} ${name}`, changed] as const;
      });
    });

const CHARTS_OF = (application: Manifest): readonly string[] =>
  [application.spec?.source, ...(application.spec?.sources ?? [])].flatMap((source) => source?.chart ?? []);

/** What somebody misses without a chart: a facility, or for what nobody asks for the repository left over. */
const MISSED: Readonly<Record<string, string>> = {
  'aws-ebs-csi-driver': 'CSI driver ebs.csi.aws.com',
  'aws-load-balancer-controller': 'IngressClass alb',
  'ceph-csi-drivers': 'CSI driver rook-ceph.rbd.csi.ceph.com',
  'cert-manager': 'API group cert-manager.io',
  'cloudnative-pg': 'API group postgresql.cnpg.io',
  'doris-operator': 'API group doris.selectdb.com',
  'eck-operator': 'API group elasticsearch.k8s.elastic.co',
  'external-secrets': 'API group external-secrets.io',
  'kube-prometheus-stack': 'API group monitoring.coreos.com',
  'localpv-provisioner': 'StorageClass openebs-hostpath',
  metallb: 'API group metallb.io',
  'metrics-server': 'https://kubernetes-sigs.github.io/metrics-server/',
  'plugin-barman-cloud': 'API group barmancloud.cnpg.io',
  'rook-ceph': 'API group ceph.rook.io',
  'rook-ceph-cluster': 'volumes of rook-ceph.rbd.csi.ceph.com',
  'snapshot-controller': 'API group snapshot.storage.k8s.io',
  'strimzi-kafka-operator': 'API group kafka.strimzi.io',
  traefik: 'IngressClass traefik',
  velero: 'API group velero.io',
};

const addons = (files: readonly ManifestFile[]): readonly Removal[] =>
  files.flatMap((file) =>
    CHARTS_OF(file.manifest).map((chart) => [
      `the add-on ${chart}`,
      MISSED[chart] ?? `nothing is known of ${chart}`,
      files.filter((own) => own !== file),
    ]),
  );

group.each([...overlays()])('overlay %s', (_, files) => {
  const removals = [...objects(files), ...lines(files), ...addons(files)];

  test('provides something', () => {
    expect(removals.length).toBeGreaterThan(5);
  });

  test.each(removals)('without %s somebody misses %s', (_what, name, rest) => {
    const found = treesOf(rest).flatMap((tree) => verifyTree(tree));
    expect(found.map(({ message }) => message).filter((message) => message.includes(name))).not.toEqual([]);
  });
});
