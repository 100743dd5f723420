import { containersOf } from '../../manifest/pods';
import type { Fields } from '../../manifest/types';
import { error, type Rule, type Verdict } from '../finding';
import { below } from '../leaves';
import {
  DATA_KEY,
  keyFault,
  LABEL,
  LABEL_VALUE,
  LETTER_LABEL,
  nameFault,
  PATH_SEGMENT,
  PORT_NAME,
  SUBDOMAIN,
  type Syntax,
  upTo,
} from '../names';
import { query } from '../query';
import type { Item, Pods } from '../tree';

/**
 * Names by kind, where they are not plain subdomains. Sources: Kubernetes API validation (Service, CronJob 52 = Job's
 * 63 less its time stamp); kubernetes#64023 for StatefulSet: its pods carry `<name>-<hash of 10>` as a label of 63;
 * CloudNativePG's webhook for Cluster.
 */
const NAMES: Readonly<Record<string, Syntax>> = {
  Namespace: LABEL,
  Service: LETTER_LABEL,
  'apps/StatefulSet': upTo(52, LABEL),
  'batch/CronJob': upTo(52, SUBDOMAIN),
  'batch/Job': upTo(63, SUBDOMAIN),
  'postgresql.cnpg.io/Cluster': upTo(50, LABEL),
  'rbac.authorization.k8s.io/ClusterRole': PATH_SEGMENT,
  'rbac.authorization.k8s.io/ClusterRoleBinding': PATH_SEGMENT,
  'rbac.authorization.k8s.io/Role': PATH_SEGMENT,
  'rbac.authorization.k8s.io/RoleBinding': PATH_SEGMENT,
};

/** Bytes all annotations of an object may take together. Source: k8s.io/apimachinery, api/validation/objectmeta.go. */
const ANNOTATION_BYTES = 256 * 1024;

type Fault = readonly [at: string, value: string, fault: string | undefined];

const ofObject = ({ kind, name, namespace }: Item): readonly Fault[] => [
  ['metadata.name', name, nameFault(name, NAMES[kind] ?? SUBDOMAIN)],
  ['metadata.namespace', namespace, namespace === '' ? undefined : nameFault(namespace, LABEL)],
];

const ofLabels = (at: string, labels: Fields): readonly Fault[] =>
  Object.entries(labels ?? {}).flatMap(([key, value]): readonly Fault[] => [
    [below(at, key), key, keyFault(key)],
    ...(typeof value === 'string' ? [[below(at, key), value, nameFault(value, LABEL_VALUE)] as const] : []),
  ]);

const ofAnnotations = (annotations: Fields): readonly Fault[] => {
  const entries = Object.entries(annotations ?? {});
  const bytes = entries.reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(String(value)),
    0,
  );
  return [
    ...entries.map(([key]): Fault => [below('metadata.annotations', key), key, keyFault(key)]),
    [
      'metadata.annotations',
      'all',
      bytes > ANNOTATION_BYTES ? `take ${bytes} bytes, ${ANNOTATION_BYTES} is the limit` : undefined,
    ],
  ];
};

const ofPod = (pods: Pods): readonly Fault[] => [
  ...ofLabels(`${pods.at.replace(/spec$/, '')}metadata.labels`, pods.at === 'spec' ? {} : pods.labels),
  ...containersOf(pods).flatMap(({ at, container }): readonly Fault[] => [
    [`${at}.name`, String(container.name ?? ''), nameFault(String(container.name ?? ''), LABEL)],
    ...query(container, 'ports[].name', at).map(
      ({ at: place, value }): Fault => [place, value, nameFault(value, PORT_NAME)],
    ),
  ]),
];

const ofService = ({ manifest }: Item): readonly Fault[] =>
  query(manifest, 'spec.ports[].name').map(({ at, value }): Fault => [at, value, nameFault(value, LABEL)]);

const ofData = ({ manifest }: Item): readonly Fault[] =>
  ['data', 'binaryData', 'stringData'].flatMap((field) =>
    Object.keys(manifest[field] ?? {}).map((key): Fault => [below(field, key), key, nameFault(key, DATA_KEY)]),
  );

const PARTS: Readonly<Record<string, (item: Item) => readonly Fault[]>> = {
  ConfigMap: ofData,
  Secret: ofData,
  Service: ofService,
};

const faultsOf = (item: Item): readonly Fault[] => [
  ...ofObject(item),
  ...ofLabels('metadata.labels', item.manifest.metadata.labels),
  ...ofAnnotations(item.manifest.metadata.annotations),
  ...(PARTS[item.kind]?.(item) ?? []),
];

const verdicts = (item: Item, faults: readonly Fault[]): readonly Verdict[] =>
  faults.flatMap(([at, value, fault]) =>
    fault ? [error(item, at, `'${value}' ${fault}.`, 'Choose a name that fits.')] : [],
  );

/** Names, labels, annotations, ports and data keys have the syntax and length Kubernetes accepts. */
export const names: Rule = {
  id: 'names',
  why: 'A name that is too long or ill-formed is refused only when the object, or one of its pods, is created.',
  check: (tree) => [
    ...tree.items.flatMap((item) => verdicts(item, faultsOf(item))),
    ...tree.pods.filter(({ made }) => !made).flatMap((pods) => verdicts(pods.item, ofPod(pods))),
  ],
};
