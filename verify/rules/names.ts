import type { Fields } from '../../manifest/types';
import { ofEach } from '../each';
import { error, type Rule, type Verdict } from '../finding';
import { below } from '../keys';
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
import { type Item, type Pods, podsFrom } from '../tree';

/**
 * Names by kind, where they are not plain subdomains. Sources: Kubernetes API validation (Service, CronJob 52 = Job's
 * 63 less its time stamp); kubernetes#64023 for StatefulSet: its pods carry `<name>-<hash of 10>` as a label of 63;
 * CloudNativePG's webhook for Cluster.
 */
const NAMES: ReadonlyMap<string, Syntax> = new Map([
  ['Namespace', LABEL],
  ['Service', LETTER_LABEL],
  ['apps/StatefulSet', upTo(52, LABEL)],
  ['batch/CronJob', upTo(52, SUBDOMAIN)],
  ['batch/Job', upTo(63, SUBDOMAIN)],
  ['postgresql.cnpg.io/Cluster', upTo(50, LABEL)],
  ['rbac.authorization.k8s.io/ClusterRole', PATH_SEGMENT],
  ['rbac.authorization.k8s.io/ClusterRoleBinding', PATH_SEGMENT],
  ['rbac.authorization.k8s.io/Role', PATH_SEGMENT],
  ['rbac.authorization.k8s.io/RoleBinding', PATH_SEGMENT],
]);

/** Bytes all annotations of an object may take together. Source: k8s.io/apimachinery, api/validation/objectmeta.go. */
const ANNOTATION_BYTES = 256 * 1024;

type Fault = readonly [at: string, value: string, fault: string];

const NONE: readonly Fault[] = [];

/** The name at a place, if something is wrong with it. */
const ifFaulty = (at: string, value: string, fault: string): readonly Fault[] => (fault ? [[at, value, fault]] : NONE);

const ofObject = ({ kind, name, namespace }: Item): readonly Fault[] => [
  ...ifFaulty('metadata.name', name, nameFault(name, NAMES.get(kind) ?? SUBDOMAIN)),
  ...ifFaulty('metadata.namespace', namespace, namespace === '' ? '' : nameFault(namespace, LABEL)),
];

function ofKeys(at: string, map: Fields, faultOf: (key: string) => string): readonly Fault[] {
  let faults = NONE;
  for (const key in map) {
    const fault = faultOf(key);
    if (fault) faults = [...faults, [below(at, key), key, fault]];
  }
  return faults;
}

function ofLabels(at: string, labels: Fields): readonly Fault[] {
  let faults = ofKeys(at, labels, keyFault);
  for (const key in labels) {
    const fault = typeof labels[key] === 'string' ? nameFault(labels[key], LABEL_VALUE) : '';
    if (fault) faults = [...faults, [below(at, key), labels[key], fault]];
  }
  return faults;
}

const bytesOf = (annotations: Fields): number =>
  Object.entries(annotations).reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(String(value)),
    0,
  );

const ofAnnotations = ({ manifest: { metadata }, survey }: Item): readonly Fault[] => {
  const { annotations } = metadata;
  if (!annotations) return [];
  const bytes = survey.mostBytes > ANNOTATION_BYTES ? bytesOf(annotations) : 0;
  return [
    ...ofKeys('metadata.annotations', annotations, keyFault),
    ...ifFaulty(
      'metadata.annotations',
      'all',
      bytes > ANNOTATION_BYTES ? `take ${bytes} bytes, ${ANNOTATION_BYTES} is the limit` : '',
    ),
  ];
};

const ofPod = (pods: Pods): readonly Fault[] => [
  ...ofLabels(`${pods.at.replace(/spec$/, '')}metadata.labels`, pods.at === 'spec' ? {} : pods.labels),
  ...pods.containers.flatMap(({ at, container }): readonly Fault[] => [
    ...ifFaulty(`${at}.name`, String(container.name ?? ''), nameFault(String(container.name ?? ''), LABEL)),
    ...query(container, 'ports[].name', at).flatMap(({ at: place, value }) =>
      ifFaulty(place, value, nameFault(value, PORT_NAME)),
    ),
  ]),
];

const ofService = ({ manifest }: Item): readonly Fault[] =>
  query(manifest, 'spec.ports[].name').flatMap(({ at, value }) => ifFaulty(at, value, nameFault(value, LABEL)));

const ofData = ({ manifest }: Item): readonly Fault[] =>
  ['data', 'binaryData', 'stringData'].flatMap((field) =>
    ofKeys(field, manifest[field], (key) => nameFault(key, DATA_KEY)),
  );

const PARTS: ReadonlyMap<string, (item: Item) => readonly Fault[]> = new Map([
  ['ConfigMap', ofData],
  ['Secret', ofData],
  ['Service', ofService],
]);

const faultsOf = (item: Item): readonly Fault[] => [
  ...ofObject(item),
  ...ofLabels('metadata.labels', item.manifest.metadata.labels),
  ...ofAnnotations(item),
  ...(PARTS.get(item.kind)?.(item) ?? []),
  ...item.templates.flatMap((template) => ofPod(podsFrom(item, template))),
];

const verdicts = (item: Item, faults: readonly Fault[]): readonly Verdict[] =>
  faults.map(([at, value, fault]) => error(item, at, `'${value}' ${fault}.`, 'Choose a name that fits.'));

/** Names, labels, annotations, ports and data keys have the syntax and length Kubernetes accepts. */
export const names: Rule = {
  id: 'names',
  why: 'A name that is too long or ill-formed is refused only when the object, or one of its pods, is created.',
  check: ofEach((item) => verdicts(item, faultsOf(item))),
};
