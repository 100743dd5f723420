import { expect, test } from 'vitest';
import type { Fields } from '../../manifest/types';
import { goLimitIn, memoryUsesIn } from '../../verify/memory-use';
import { changed, clean, findings, places, plus } from './trees';

const RULE = 'memory-headroom';
const GIBI = 1024 ** 3;

test.each<[string, readonly Fields[]]>([
  ['-Xmx1g', [{ bytes: GIBI }]],
  ['-Xms512m -Xmx1024M -Xmx2G', [{ bytes: 2 * GIBI, initial: GIBI / 2 }]],
  ['-XX:MaxHeapSize=1048576k', [{ bytes: GIBI }]],
  ['-Xmx1073741824', [{ bytes: GIBI }]],
  ['-XX:MaxRAMPercentage=75.5', [{ share: 0.755 }]],
  ['-XX:MaxRAMPercentage=75 -Xmx1g', [{ bytes: GIBI }]],
  ['-Xmx$(HEAP) -Xmx$HEAP', []],
  ['# -Xmx1g\n-Xmx2g\n', [{ bytes: 2 * GIBI }]],
  ['A="-Xmx1g"\nB="-Xmx2g"', [{ bytes: GIBI }, { bytes: 2 * GIBI }]],
  ['node --max-old-space-size=1024', [{ bytes: GIBI }]],
  ['redis-server --maxmemory 1gb', [{ bytes: GIBI }]],
  ['maxmemory-policy allkeys-lru', []],
])('%j says', (text, expected) => {
  expect(memoryUsesIn(text)).toMatchObject(expected);
  expect(memoryUsesIn(text)).toHaveLength(expected.length);
});

test.each([
  ['900MiB', 900 * 1024 ** 2],
  ['1GiB', GIBI],
  ['1073741824', GIBI],
])('Go reads %s', (text, bytes) => {
  expect(goLimitIn(text)).toMatchObject([{ bytes }]);
});

test('Go is not told what is no amount', () => {
  expect(goLimitIn('off')).toEqual([]);
});

const web = (env: readonly Fields[], memory: string | undefined, rest: Fields = {}): ReturnType<typeof changed> =>
  changed('Deployment', 'web', ({ spec }) => {
    const [container] = spec.template.spec.containers;
    container.env = env;
    if (memory) container.resources = { limits: { memory } };
    Object.assign(container, rest);
  });
const options = (value: string) => [{ name: 'JAVA_OPTS', value }];
const AT = 'spec.template.spec.containers[0]';

test.each<[string, string, string | undefined]>([
  ['-Xmx1g', '1Gi', 'error'],
  ['-Xmx2g', '1Gi', 'error'],
  ['-Xmx900m', '1Gi', 'warning'],
  ['-Xmx870m', '1Gi', undefined],
  ['-XX:MaxRAMPercentage=100', '1Gi', 'error'],
  ['-XX:MaxRAMPercentage=90', '1Gi', 'warning'],
  ['-XX:MaxRAMPercentage=85', '1Gi', undefined],
])('%s beside a limit of %s is %s', (value, memory, severity) => {
  expect(findings(RULE, web(options(value), memory)).map((found) => [found.severity, found.at])).toEqual(
    severity ? [[severity, `${AT}.env[0].value`]] : [],
  );
});

test('without a limit only a start that cannot be is told', () => {
  expect(places(RULE, web(options('-Xmx64g -XX:MaxRAMPercentage=99'), undefined))).toEqual([]);
  expect(places(RULE, web(options('-Xms2g -Xmx1g'), undefined))).toEqual([`Deployment web/web ${AT}.env[0].value`]);
  expect(places(RULE, web(options('-Xms1g -Xmx1g'), undefined))).toEqual([]);
});

test('a limit that comes with the namespace counts', () => {
  const range =
    'apiVersion: v1\nkind: LimitRange\nmetadata: {name: r, namespace: web}\nspec: {limits: [{type: Container, default: {memory: 512Mi}}]}';
  expect(places(RULE, plus(web(options('-Xmx1g'), undefined), 'dev/web', range))).toHaveLength(1);
});

test('arguments and mounted files are read, for the container that has them', () => {
  expect(places(RULE, web([], '1Gi', { args: ['java', '-Xmx1g'] }))).toEqual([`Deployment web/web ${AT}.args[1]`]);
  expect(places(RULE, web([], '1Gi', { command: ['sh', '-c', 'java -Xmx1g x'] }))).toEqual([
    `Deployment web/web ${AT}.command[2]`,
  ]);
  const filed = (edit: (config: Fields, container: Fields) => void): readonly string[] => {
    const files = web([], '1Gi');
    const [config, workload] = ['ConfigMap', 'Deployment'].map((kind) =>
      files.find(({ manifest: { kind: own, metadata } }) => own === kind && metadata.name === 'web'),
    );
    edit(config?.manifest, workload?.manifest.spec.template.spec.containers[0]);
    return places(RULE, files);
  };
  const heap = (config: Fields) => {
    config.data['jvm.config'] = '-server\n-Xmx2g';
  };
  expect(filed(heap)).toEqual(['ConfigMap web/web data["jvm.config"]']);
  expect(
    filed((config, container) => {
      heap(config);
      container.volumeMounts = [];
    }),
  ).toEqual([]);
});

test('Go may come closer than a heap', () => {
  const go = (value: string) => web([{ name: 'GOMEMLIMIT', value }], '1Gi');
  expect(places(RULE, go('921MiB'))).toEqual([]);
  expect(findings(RULE, go('1000MiB')).map(({ severity }) => severity)).toEqual(['warning']);
  expect(findings(RULE, go('1GiB')).map(({ severity }) => severity)).toEqual(['error']);
});

const strimzi = (kind: string, spec: string): string =>
  `apiVersion: kafka.strimzi.io/v1\nkind: ${kind}\nmetadata: {name: k, namespace: store}\nspec: ${spec}`;
const JVM = '{jvmOptions: {-Xmx: 1g}, resources: {limits: {memory: 1Gi}}}';

test.each([
  ['KafkaNodePool', JVM, 'spec.jvmOptions'],
  ['KafkaConnect', JVM, 'spec.jvmOptions'],
  ['Kafka', `{kafka: ${JVM}}`, 'spec.kafka.jvmOptions'],
  ['Kafka', `{entityOperator: {topicOperator: ${JVM}}}`, 'spec.entityOperator.topicOperator.jvmOptions'],
  [
    'KafkaNodePool',
    '{jvmOptions: {-XX: {MaxRAMPercentage: "95"}}, resources: {limits: {memory: 1Gi}}}',
    'spec.jvmOptions',
  ],
  ['KafkaNodePool', '{jvmOptions: {-Xmx: 512m}, resources: {limits: {memory: 1Gi}}}', ''],
  ['KafkaNodePool', '{jvmOptions: {-Xmx: 512m, -Xms: 1g}, resources: {limits: {memory: 4Gi}}}', 'spec.jvmOptions'],
])('a %s with %s', (kind, spec, at) => {
  expect(places(RULE, plus(clean(), 'dev/store', strimzi(kind, spec)))).toEqual(
    at ? [`${kind}.kafka.strimzi.io store/k ${at}`] : [],
  );
});

const postgres = (buffers: string): string =>
  `apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: pg, namespace: store}\nspec: {postgresql: {parameters: {shared_buffers: ${buffers}}}, resources: {limits: {memory: 1Gi}}}`;

test.each([
  ['256MB', undefined],
  ['409MB', undefined],
  ['"52429"', 'warning'],
  ['500MB', 'warning'],
  ['1GB', 'error'],
  ['"131072"', 'error'],
  ['a lot', undefined],
])('PostgreSQL with shared_buffers of %s in 1Gi', (buffers, severity) => {
  expect(findings(RULE, plus(clean(), 'dev/store', postgres(buffers))).map((found) => found.severity)).toEqual(
    severity ? [severity] : [],
  );
});

test('two fifths of the limit are not too much', () => {
  expect(places(RULE, plus(clean(), 'dev/store', postgres('400MB').replace('1Gi', '1000Mi')))).toEqual([]);
});

test('a finding names the option', () => {
  const message = (value: string) => findings(RULE, web(options(value), '1Gi'))[0]?.message;
  expect(message('node --max-old-space-size=2048')).toContain('--max-old-space-size=2048 leaves nothing');
  expect(message('-XX:MaxRAMPercentage=95')).toContain('-XX:MaxRAMPercentage=95 is 95 %');
});

test('Doris has its heap in a file of its own', () => {
  const doris = `
apiVersion: doris.selectdb.com/v1
kind: DorisCluster
metadata: {name: d, namespace: store}
spec: {feSpec: {replicas: 1, limits: {memory: 2Gi}, configMapInfo: {configMapName: fe}}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: fe, namespace: store}
data: {fe.conf: 'JAVA_OPTS_FOR_JDK_17="-Xmx8192m"'}`;
  expect(places(RULE, plus(clean(), 'dev/store', doris))).toEqual(['ConfigMap store/fe data["fe.conf"]']);
});
