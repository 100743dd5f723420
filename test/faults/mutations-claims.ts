import type { Fields } from '../../manifest/types';
import { addition, container, type Fits, type Mutation, mutation, named, ofKind, own } from './mutation';

const variable =
  (name: RegExp) =>
  (manifest: Fields): Fields =>
    container(manifest)?.env?.find((each: Fields) => name.test(each.name) && typeof each.value === 'string');
const topic = variable(/_TOPIC_NAME$/);
const group = variable(/_GROUP_ID$/);
const address = variable(/_(?:BASE|ROOT)_URL$/);

const provisioning: Fits = named('ConfigMap', /^minio-provisioning$/);
const SCRIPT = 'provision.sh';
const without =
  (line: RegExp) =>
  ({ data }: Fields): void => {
    data[SCRIPT] = data[SCRIPT].replace(line, '');
  };

const chart = ({ spec }: Fields): Fields =>
  [spec.source, ...(spec.sources ?? [])].find((source) => source?.chart !== undefined);
/** The Application of a chart whose kinds, classes or drivers something in every overlay needs. */
const isNeeded: Fits = ofKind('Application', (m) => chart(m) && chart(m).chart !== 'metrics-server');
/** One that brings kinds or classes, which objects wait for as they do not for a driver. */
const isAwaited: Fits = ofKind('Application', (m) => chart(m) && !/metrics-server|csi/.test(chart(m).chart));

/** Breaks what somebody provides for others, and public names. */
export const claimMutations: readonly Mutation[] = [
  mutation('addon-closure', 'an add-on that is gone', isNeeded, () => 'which this needs'),
  mutation(
    'wave-order',
    'an add-on after what needs it',
    isAwaited,
    () => 'is not synced after',
    ({ metadata }) => {
      metadata.annotations['argocd.argoproj.io/sync-wave'] = '90';
    },
  ),
  mutation('project-excess', 'a repository nobody uses', ofKind('AppProject'), own, ({ spec }) => {
    spec.sourceRepos.push('https://charts.example.com');
  }),
  mutation('bucket-closure', 'a bucket nobody makes', provisioning, () => 'bucket lake', without(/^bucket lake\n/m)),
  mutation('bucket-closure', 'a user nobody makes', provisioning, () => 'user trino', without(/^user trino\n/m)),
  mutation('kafka-closure', 'a topic that is gone', ofKind('KafkaTopic'), ({ spec }) => spec.topicName),
  mutation('kafka-closure', 'a user that is gone', ofKind('KafkaUser'), own),
  mutation('kafka-closure', 'a topic one letter off', ofKind('Deployment', topic), own, (m) => {
    topic(m).value += 'x';
  }),
  mutation('kafka-closure', 'a group one may not join', ofKind('Deployment', group), own, (m) => {
    group(m).value = `other-${group(m).value}`;
  }),
  mutation('kafka-copies', 'more copies than brokers', ofKind('KafkaTopic'), own, ({ spec }) => {
    spec.replicas = 9;
  }),
  mutation('claim-closure', 'a role that is gone', ofKind('DatabaseRole'), ({ spec }) => `role ${spec.name}`),
  addition('host-path', 'two Ingresses of one host', ofKind('Ingress'), own, ({ path, manifest }) => ({
    path: path.replace('.yaml', '-again.yaml'),
    manifest: { ...manifest, metadata: { ...manifest.metadata, name: `${manifest.metadata.name}-again` } },
  })),
  mutation('link-closure', 'an address one letter off', ofKind('Deployment', address), own, (m) => {
    address(m).value = address(m).value.replace('://', '://x');
  }),
  mutation('link-closure', 'an Ingress that changed its host', named('Ingress', /^datahub$/), host, ({ spec }) => {
    const changed = `x${spec.rules[0].host}`;
    spec.rules[0].host = changed;
    if (spec.tls) spec.tls[0].hosts = [changed];
  }),
];

function host({ spec }: Fields): string {
  return spec.rules[0].host;
}
