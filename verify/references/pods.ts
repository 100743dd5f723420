import { onceEach } from '../../manifest/once-each';
import type { Fields } from '../../manifest/types';
import { query } from '../query';
import { listOf, type Pods } from '../tree';
import type { Target } from './naming';

const named =
  (kind: string, namespace: string) =>
  (at: string, name: Fields, keys: readonly Fields[] = []) =>
    typeof name === 'string' && name !== ''
      ? [{ at, kind, namespace, name, keys: keys.filter((key) => typeof key === 'string') }]
      : [];

/** Names a ConfigMap or Secret by `{ name, key }`, unless it may be missing. */
const keyed = (kind: string, namespace: string, at: string, reference: Fields): readonly Target[] =>
  !reference || reference.optional === true
    ? []
    : named(kind, namespace)(`${at}.${reference.key === undefined ? 'name' : 'key'}`, reference.name, [reference.key]);

const ofContainer = (namespace: string, at: string, { env, envFrom }: Fields): readonly Target[] => [
  ...listOf(env).flatMap(({ valueFrom }, index) =>
    valueFrom
      ? [
          ...keyed('Secret', namespace, `${at}.env[${index}].valueFrom.secretKeyRef`, valueFrom.secretKeyRef),
          ...keyed('ConfigMap', namespace, `${at}.env[${index}].valueFrom.configMapKeyRef`, valueFrom.configMapKeyRef),
        ]
      : [],
  ),
  ...listOf(envFrom).flatMap(({ secretRef, configMapRef }, index) => [
    ...keyed('Secret', namespace, `${at}.envFrom[${index}].secretRef`, secretRef),
    ...keyed('ConfigMap', namespace, `${at}.envFrom[${index}].configMapRef`, configMapRef),
  ]),
];

const itemKeys = (source: Fields): readonly Fields[] => listOf(source?.items).map(({ key }) => key);

const ofSource = (namespace: string, at: string, source: Fields): readonly Target[] => {
  const { secret, configMap, persistentVolumeClaim: claim } = source;
  const kept = (kind: string, place: string, body: Fields, name: Fields): readonly Target[] =>
    body && body.optional !== true ? named(kind, namespace)(place, name, itemKeys(body)) : [];
  return [
    ...(secret?.secretName
      ? kept('Secret', `${at}.secret.secretName`, secret, secret.secretName)
      : kept('Secret', `${at}.secret.name`, secret, secret?.name)),
    ...kept('ConfigMap', `${at}.configMap.name`, configMap, configMap?.name),
    ...named('PersistentVolumeClaim', namespace)(`${at}.persistentVolumeClaim.claimName`, claim?.claimName),
  ];
};

/** A file mounted alone is a key of its volume. */
const ofSubPaths = (namespace: string, pod: Pods): readonly Target[] =>
  pod.containers.flatMap(({ at, container }) =>
    query(container, 'volumeMounts[]', at).flatMap(({ at: place, value: mount }) => {
      const volume = listOf(pod.spec.volumes).find(({ name }) => name === mount.name);
      const source = volume?.configMap ?? volume?.secret;
      if (!mount.subPath || !source || source.items || source.optional) return [];
      const kind = volume.configMap ? 'ConfigMap' : 'Secret';
      return named(kind, namespace)(`${place}.subPath`, source.name ?? source.secretName, [
        mount.subPath.split('/')[0],
      ]);
    }),
  );

const ofPod = (namespace: string, pod: Pods): readonly Target[] => [
  ...pod.containers.flatMap(({ at, container }) => ofContainer(namespace, at, container)),
  ...query(pod.spec, 'volumes[]', pod.at).flatMap(({ at, value }) => ofSource(namespace, at, value)),
  ...query(pod.spec, 'volumes[].projected.sources[]', pod.at).flatMap(({ at, value }) =>
    ofSource(namespace, at, value),
  ),
  ...ofSubPaths(namespace, pod),
  ...query(pod.spec, 'imagePullSecrets[].name', pod.at).flatMap(({ at, value }) =>
    named('Secret', namespace)(at, value),
  ),
  ...named('ServiceAccount', namespace)(`${pod.at}.serviceAccountName`, pod.spec.serviceAccountName),
];

/** Everything pods name in their namespace, looked for once: overlays share the pods of objects that are alike. */
export const targetsOf = onceEach((pod: Pods): readonly Target[] => ofPod(pod.item.namespace, pod));
