import { expect, test } from 'vitest';
import { changed, clean, places, plus } from './trees';

const OPTIONS = 'metadata.annotations["argocd.argoproj.io/sync-options"]';

test.each([
  ['', 1],
  ['Prune=false', 1],
  ['Delete=false', 1],
  ['Prune=false,Delete=false', 0],
  ['Prune=confirm, Delete=confirm', 0],
])('a Namespace with sync options %j has %i faults', (options, count) => {
  const files = changed('Namespace', 'web', ({ metadata }) => {
    metadata.annotations = { 'argocd.argoproj.io/sync-options': options };
  });
  expect(places('data-protection', files)).toEqual(new Array(count).fill(`Namespace web ${OPTIONS}`));
});

test('a custom resource that holds data is protected like a volume', () => {
  const text = 'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: pg, namespace: store}';
  expect(new Set(places('data-protection', plus(clean(), 'dev/store', text)))).toEqual(
    new Set([`Cluster.postgresql.cnpg.io store/pg ${OPTIONS}`]),
  );
});

test('volumes that go with their workload are found', () => {
  const files = changed('StatefulSet', 'store', ({ spec }) => {
    spec.persistentVolumeClaimRetentionPolicy.whenScaled = 'Delete';
  });
  expect(places('data-protection', files)).toEqual([
    'StatefulSet store/store spec.persistentVolumeClaimRetentionPolicy.whenScaled',
  ]);
  const pool = `
apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata: {name: p, namespace: store, annotations: {argocd.argoproj.io/sync-options: "Prune=false,Delete=false"}}
spec: {storage: {type: jbod, volumes: [{id: 0, type: persistent-claim, deleteClaim: true}]}}`;
  expect(places('data-protection', plus(clean(), 'dev/store', pool))).toEqual([
    'KafkaNodePool.kafka.strimzi.io store/p spec.storage.volumes[0].deleteClaim',
  ]);
});
