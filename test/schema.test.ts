import { describe, expect, test } from 'vitest';
import { readFolder, treesOf } from '../verify/index';
import { faultsOf } from '../verify/schema/check';
import { apiVersion, schema, unknownKind } from '../verify/schema/index';
import { kubernetesLinker } from '../verify/schema/kubernetes';
import { boat } from './schema/boat';
import { BUILT_IN, CUSTOM, VERSIONS, ZERO } from './schema/faults';
import { FINE } from './schema/fine';
import { places, verdicts } from './schema/judging';
import { cluster, container, deployment, object, pod, topic } from './schema/objects';

const RULES = [schema, apiVersion, unknownKind];

test('the published overlays keep to their schemas', () => {
  const { files } = readFolder('dist');
  const found = treesOf(files).flatMap((tree) => RULES.flatMap(({ check }) => check(tree)));
  expect(files.length).toBeGreaterThan(100);
  expect(found).toEqual([]);
});

describe('a fault is found at its field', () => {
  test.each([...BUILT_IN, ...ZERO, ...CUSTOM])('%s', (_, text, at) => {
    expect(places(schema, text)).toEqual([`error ${at}`]);
  });

  test.each(VERSIONS)('%s', (_, text, at) => {
    expect(places(apiVersion, text)).toEqual([`error ${at}`]);
  });
});

describe('no alarm for', () => {
  test.each(FINE)('%s', (_, text) => {
    expect(RULES.flatMap((rule) => verdicts(rule, text))).toEqual([]);
  });

  test.each([
    ['a name within the limit the CRD sets', boat('oars: 2', 'name: abcde')],
    ['unknown fields where they are kept', boat('oars: 2, cargo: {a: {b: 1}, box: {size: 1}}')],
    ['a form that only names one field', boat('oars: 2, engine: {}, flag: a')],
    ['a form met by a default', boat('')],
    ['a pattern that begins to ignore case in its midst', boat('sail: JiB')],
    ['one character of two UTF-16 units', boat('flag: 😀')],
    ['null where it is allowed', boat('note: null')],
    ['a whole number and a text where both belong', `${boat('berth: 1')}---${boat('berth: a').split('---')[1]}`],
    ['a format Kubernetes does not know', boat('serial: text')],
    ['two decks that differ in a default', boat('decks: [{level: 1}, {level: 1, side: starboard}]')],
    [
      'two long keys that differ at their end',
      container(`volumeMounts: [${['a', 'b'].map((end) => `{name: x, mountPath: /${'x'.repeat(80)}${end}}`)}]`),
    ],
    ['an object within an object', boat('crew: {apiVersion: v1, kind: Pod, metadata: {labels: {a: b}}, spec: {a: b}}')],
  ])('%s', (_, text) => {
    expect(RULES.flatMap((rule) => verdicts(rule, text))).toEqual([]);
  });
});

test.each([
  ['a name beyond the limit the CRD sets', boat('', 'name: abcdef'), 'metadata.name'],
  ['an unknown field of metadata, described or not', boat('', 'name: x, label: {}'), 'metadata.label'],
  ['an unknown field below one where they are kept', boat('cargo: {box: {weight: 1}}'), 'spec.cargo.box.weight'],
  ['an unknown field in a map without any', boat('oars: 2, engine: {fuel: x}'), 'spec.engine.fuel'],
  ['no form of several', boat('rig: sloop'), 'spec'],
  ['a form that is not allowed', boat('sail: jib, engine: {}'), 'spec'],
  ['a pattern that ignores case only within its group', boat('sail: jibs'), 'spec.sail'],
  ['two characters where one is allowed', boat('flag: 😀a'), 'spec.flag'],
  ['two forms where one is allowed', boat('fee: {day: 1, year: 2}'), 'spec.fee'],
  ['none of the forms of which one is needed', boat('fee: {}'), 'spec.fee'],
  ['too few values, as null is none', boat('tags: {a: null}'), 'spec.tags'],
  ['too many values', boat('tags: {a: a, b: b, c: c}'), 'spec.tags'],
  ['true where whole numbers or texts belong', boat('berth: true'), 'spec.berth'],
  ['null where it is allowed but no choice', boat('mood: null'), 'spec.mood'],
  ['a value twice in a set', boat('flags: [a, b, a]'), 'spec.flags[2]'],
  ['a time that is none', boat('since: yesterday'), 'spec.since'],
  ['an odd number where even ones belong', boat('oars: 3'), 'spec.oars'],
  ['a key twice, once by default', boat('decks: [{level: 1, side: port}, {level: 1}]'), 'spec.decks[1]'],
  ['an object within an object that has no kind', boat('crew: {apiVersion: v1, spec: {}}'), 'spec.crew.kind'],
  [
    'unknown metadata of an object within an object',
    boat('crew: {apiVersion: v1, kind: Pod, metadata: {label: a}}'),
    'spec.crew.metadata.label',
  ],
])('a CRD of the tree finds %s', (_, text, at) => {
  expect(places(schema, text)).toEqual([`error ${at}`]);
});

test('a CRD nobody can read is told, and hides nothing else', () => {
  const broken = boat('mood: a').replace('enum: [a]', 'enum: 1');
  const found = verdicts(schema, `${broken}---\n${deployment('replica: 1')}`);
  expect(found.map(({ object: each, at = '' }) => `${each} ${at}`)).toEqual([
    'CustomResourceDefinition boats.sea.test spec.versions[2].schema.openAPIV3Schema.properties.spec.properties.mood.enum',
    'Boat.sea.test x ',
    'Deployment x/x spec.replica',
  ]);
  expect(found[1]?.remedy).toBe('Correct the CRD.');
});

test('a CRD without a schema leaves metadata to judge', () => {
  const text = boat('a: b', 'name: x, label: {}').replace(
    'schema:\n      openAPIV3Schema',
    'other:\n      openAPIV3Schema',
  );
  expect(places(schema, text)).toEqual(['error spec.versions[2].other', 'error metadata.label']);
});

test('a choice is told without the empty text', () => {
  const [found] = verdicts(schema, container('imagePullPolicy: Allways'));
  expect(found?.message).toBe("The value must be one of 'Always', 'IfNotPresent', 'Never', and is 'Allways'.");
});

test.each([
  ['a misspelt field', deployment('replica: 2'), "Did you mean 'replicas'?"],
  ['a misspelt choice', container('imagePullPolicy: always'), "Write 'Always'."],
  ['a number in quotes', deployment('replicas: "2"'), 'Write it without quotes.'],
  ['a number without quotes', container('env: [{name: A, value: 1}]'), 'Write it in quotes.'],
  ['a field of an earlier minor', pod('workloadRef: {}'), 'Take it out, or move it to where it belongs.', '1.36'],
  ['a fraction', cluster('resources: {limits: {cpu: 0.5}}'), 'Write it in quotes.'],
  ['a missing form', boat('fee: {}'), 'Write day, or year.'],
  ['a field that is like no other', pod('zzzzzzzzzzzz: 1'), 'Take it out, or move it to where it belongs.'],
  [
    'a field of a later minor',
    pod('hostnameOverride: a'),
    'It comes with Kubernetes 1.34: take it out until then.',
    '1.30',
  ],
])('the remedy fits %s', (_, text, remedy, minor = '1.35') => {
  expect(verdicts(schema, text, minor).map((verdict) => verdict.remedy)).toEqual([remedy]);
});

test('a value that holds itself is told once and ends', () => {
  const loop: Record<string, unknown> = { type: 'object' };
  loop.properties = { a: loop, b: loop };
  const crd = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'a' } };
  const versions = [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: loop } }];
  const spec = { group: 'a.test', scope: 'Cluster', names: { plural: 'a', kind: 'A' }, versions };
  const node = kubernetesLinker(35).node('apiextensions.v1.CustomResourceDefinition');
  const found = faultsOf(node, { ...crd, spec }, { name: 'Kubernetes 1.35' });
  expect(found.map(({ message }) => message)).toEqual(['The value has no end.']);
});

describe('the minor of the overlay counts', () => {
  test('a field is judged by the minor the AppProject names', () => {
    const text = pod('hostnameOverride: a');
    expect(places(schema, text, '1.33')).toEqual(['error spec.hostnameOverride']);
    expect(places(schema, text, '1.34')).toEqual([]);
  });

  test('the nearest minor stands in for one that is not known', () => {
    expect(places(schema, pod('hostname2: a'), '1.27')).toEqual(['error spec.hostname2']);
    expect(places(schema, pod('hostname2: a'), '1.99')).toEqual(['error spec.hostname2']);
  });

  test('without AppProject the newest minor counts', () => {
    expect(places(schema, pod('hostnameOverride: a'), '')).toEqual([]);
    expect(places(apiVersion, object('scheduling.k8s.io/v1alpha2 Workload', 'spec: {}'), '')).toEqual([]);
  });

  test('what the next minor refuses is a warning', () => {
    const text = pod('workloadRef: {name: a, podGroup: b}');
    expect(places(schema, text, '1.35')).toEqual(['warning spec.workloadRef']);
    expect(places(schema, text, '1.36')).toEqual(['error spec.workloadRef']);
    expect(verdicts(schema, text, '1.35')[0]?.message).toMatch(/^From Kubernetes 1\.36 on: /);
  });

  test.each([
    ['1.27', 'warning', 'judged as of 1.28'],
    ['1.99', 'warning', 'judged as of 1.36'],
    ['latest', 'error', 'is no minor of Kubernetes'],
  ])('%s is told', (minor, severity, message) => {
    const found = verdicts(apiVersion, topic(''), minor);
    expect(found.map((each) => `${each.severity} ${each.at}`)).toEqual([
      `${severity} metadata.annotations["slipway.dev/kubernetes"]`,
    ]);
    expect(found[0]?.message).toContain(message);
  });
});

describe('a version of an API', () => {
  const schemas = object(
    'flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema',
    'spec: {priorityLevelConfiguration: {name: a}}',
  );

  test.each([
    ['1.28', [], ''],
    ['1.29', ['warning apiVersion'], 'deprecated since Kubernetes 1.29 and gone in 1.32'],
    ['1.31', ['warning apiVersion'], 'is gone in Kubernetes 1.32'],
    ['1.32', ['error apiVersion'], 'is gone since Kubernetes 1.32'],
  ])('is followed to its end: %s', (minor, expected, message) => {
    const found = verdicts(apiVersion, schemas, minor);
    expect(found.map(({ severity, at }) => `${severity} ${at}`)).toEqual(expected);
    expect(found.every((each) => each.message.includes(message))).toBe(true);
    expect(found.every(({ remedy }) => remedy === 'Use flowcontrol.apiserver.k8s.io/v1 FlowSchema.')).toBe(true);
  });

  test('of a custom resource is one its CRD serves', () => {
    expect(places(apiVersion, boat('', 'name: x', 'v1alpha1'))).toEqual(['error apiVersion']);
    expect(places(apiVersion, boat('', 'name: x', 'v1beta1'))).toEqual(['warning apiVersion']);
    expect(places(apiVersion, boat(''))).toEqual([]);
  });

  test('is served as long as upstream has not taken it out', () => {
    expect(places(apiVersion, object('batch/v1 CronJob', 'spec: {}'), '1.99')).toHaveLength(1);
  });
});

/** How a kind nobody described is made known or allowed. */
const allow = (kind: string): string =>
  `Put its CRD into the tree or the pack, or allow it: kind ${kind} in slipway.dev/brought of an AppProject.`;

describe('a kind nobody knows', () => {
  test.each([
    ['apps/v1 Deploymnt', 'error kind', 'Did you mean Deployment?'],
    ['v1 Secrets', 'error kind', 'Did you mean Secret?'],
    ['batch/v1 Rocket', 'error kind', 'Correct apiVersion or kind.'],
    ['kafka.strimzi.io/v1 KafkaTopics', 'error kind', 'Did you mean KafkaTopic?'],
    ['argoproj.io/v1alpha1 Workflow', 'error kind', allow('Workflow.argoproj.io')],
    ['rockets.example.com/v1 Rocket', 'error kind', allow('Rocket.rockets.example.com')],
  ])('is told: %s', (type, place, remedy) => {
    const found = verdicts(unknownKind, object(type, ''));
    expect(found.map(({ severity, at }) => `${severity} ${at}`)).toEqual([place]);
    expect(found[0]?.remedy).toBe(remedy);
    expect(places(apiVersion, object(type, ''))).toEqual([]);
  });

  test.each(['kind Rocket.rockets.example.com', 'StorageClass fast, API group rockets.example.com'])(
    'is allowed by name: %s',
    (brought) => {
      const project = object(
        'argoproj.io/v1alpha1 AppProject',
        'spec: {}',
        `name: p, annotations: {slipway.dev/brought: "${brought}"}`,
      );
      const rocket = object('rockets.example.com/v1 Rocket', '');
      expect(verdicts(unknownKind, `${rocket}---\n${project}`)).toEqual([]);
      expect(verdicts(unknownKind, `${rocket.replace('Rocket', 'Booster')}---\n${project}`)).toHaveLength(
        brought.startsWith('kind') ? 1 : 0,
      );
    },
  );

  test('has metadata all the same', () => {
    const text = object('rockets.example.com/v1 Rocket', 'fuel: {any: thing}', 'name: x, label: {}');
    expect(places(schema, text)).toEqual(['error metadata.label']);
  });

  test('of which the pack carries the name only is no finding, but its version counts', () => {
    expect(places(unknownKind, object('elasticsearch.k8s.elastic.co/v1 Elasticsearch', 'spec: {a: b}'))).toEqual([]);
    expect(places(schema, object('elasticsearch.k8s.elastic.co/v1 Elasticsearch', 'spec: {a: b}'))).toEqual([]);
    expect(places(apiVersion, object('elasticsearch.k8s.elastic.co/v9 Elasticsearch', ''))).toEqual([
      'error apiVersion',
    ]);
  });
});
