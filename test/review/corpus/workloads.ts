import { type Case, drop, object, of, push, set } from './case';

const deployment = object(`
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop, labels: {app.kubernetes.io/name: web}}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}
  template:
    metadata: {labels: {app: web}, annotations: {checksum/config: 1f2e3d4c5b6a7980}}
    spec:
      serviceAccountName: web
      containers:
      - name: web
        image: registry.example.com/shop/web:1.4.2
        args: [serve]
        env: [{name: LEVEL, value: info}]
        ports: [{containerPort: 8080, protocol: TCP}]
        resources: {requests: {cpu: 100m, memory: 256Mi}, limits: {memory: 256Mi}}
        readinessProbe: {httpGet: {path: /ready, port: 8080}}
        livenessProbe: {httpGet: {path: /live, port: 8080}}
`);

const web = of(deployment);
const alone = of({ ...deployment, spec: { ...deployment.spec, replicas: 1, strategy: { type: 'Recreate' } } });
const idle = of({ ...deployment, spec: { ...deployment.spec, replicas: 0 } });

const onDeployments: readonly Case[] = [
  web.change(
    'patch version',
    set('spec.template.spec.containers.0.image', 'registry.example.com/shop/web:1.4.3'),
    'image',
    'rolling-restart',
  ),
  web.change(
    'minor version',
    set('spec.template.spec.containers.0.image', 'registry.example.com/shop/web:1.5.0'),
    'image',
    'rolling-restart',
  ),
  web.change(
    'major version',
    set('spec.template.spec.containers.0.image', 'registry.example.com/shop/web:2.0.0'),
    'image-major',
    'rolling-restart',
  ),
  web.change(
    'older version',
    set('spec.template.spec.containers.0.image', 'registry.example.com/shop/web:1.3.9'),
    'image-downgrade',
    'rolling-restart',
  ),
  web.change(
    'a tag that says nothing',
    set('spec.template.spec.containers.0.image', 'registry.example.com/shop/web:stable'),
    'image',
    'rolling-restart',
  ),
  web.change(
    'a digest',
    set('spec.template.spec.containers.0.image', `registry.example.com/shop/web@sha256:${'ab'.repeat(32)}`),
    'image',
    'rolling-restart',
  ),
  web.change(
    'another registry',
    set('spec.template.spec.containers.0.image', 'mirror.example.com/shop/web:1.4.2'),
    'image',
    'rolling-restart',
  ),
  web.change(
    'another image',
    set('spec.template.spec.containers.0.image', 'registry.example.com/shop/portal:1.4.2'),
    'image',
    'rolling-restart',
  ),
  web.change(
    'environment',
    set('spec.template.spec.containers.0.env', [{ name: 'LEVEL', value: 'debug' }]),
    'rolling-restart',
  ),
  web.change('arguments', set('spec.template.spec.containers.0.args', ['serve', '--fast']), 'rolling-restart'),
  web.change(
    'memory',
    set('spec.template.spec.containers.0.resources', {
      requests: { cpu: '100m', memory: '512Mi' },
      limits: { memory: '512Mi' },
    }),
    'rolling-restart',
  ),
  web.change(
    'checksum of its settings',
    set('spec.template.metadata.annotations.checksum.config', '0f2e3d4c5b6a7981'),
    'rolling-restart',
  ),
  web.change('a label of its pods', set('spec.template.metadata.labels.team', 'shop'), 'rolling-restart'),
  web.change('node selector', set('spec.template.spec.nodeSelector', { disk: 'ssd' }), 'rolling-restart'),
  web.change('a volume', set('spec.template.spec.volumes', [{ name: 'tmp', emptyDir: {} }]), 'rolling-restart'),
  web.change(
    'a second container',
    push('spec.template.spec.containers', { name: 'proxy', image: 'x/proxy:1' }),
    'rolling-restart',
  ),
  web.change('more replicas', set('spec.replicas', 5), 'no-restart'),
  web.change('fewer replicas', set('spec.replicas', 2), 'availability'),
  web.change('no replicas', set('spec.replicas', 0), 'availability'),
  web.change('replicas leave Git', drop('spec.replicas'), 'availability'),
  alone.change('one replica leaves Git', drop('spec.replicas'), 'no-restart'),
  web.change('selector', set('spec.selector.matchLabels.tier', 'front'), 'rejected'),
  web.change('strategy Recreate', set('spec.strategy', { type: 'Recreate' }), 'availability'),
  web.change('more pods missing in updates', set('spec.strategy.rollingUpdate.maxUnavailable', 2), 'availability'),
  web.change('revisions kept', set('spec.revisionHistoryLimit', 2), 'no-restart'),
  web.change('seconds until ready', set('spec.minReadySeconds', 10), 'no-restart'),
  web.change('paused', set('spec.paused', true), 'availability'),
  web.change('a describing label', set(['metadata', 'labels', 'app.kubernetes.io/version'], '2'), 'no-restart'),
  web.change('a label somebody may select', set(['metadata', 'labels', 'example.com/pool'], 'a'), 'not-judged'),
  web.change('an annotation of a stranger', set('metadata.annotations', { 'example.com/mode': 'x' }), 'not-judged'),
  web.change('a field that does not exist', set('spec.turbo', true), 'not-judged'),
  web.change('a field of pods that does not exist', set('spec.template.spec.turbo', true), 'not-judged'),
  web.change(
    'readiness probe removed',
    drop('spec.template.spec.containers.0.readinessProbe'),
    'availability',
    'rolling-restart',
  ),
  web.change(
    'liveness probe removed',
    drop('spec.template.spec.containers.0.livenessProbe'),
    'availability',
    'rolling-restart',
  ),
  web.change(
    'probe path',
    set('spec.template.spec.containers.0.readinessProbe', { httpGet: { path: '/ok', port: 8080 } }),
    'rolling-restart',
  ),
  alone.change('environment, all pods stop first', set('spec.template.spec.containers.0.env', []), 'recreated'),
  alone.change(
    'image, all pods stop first',
    set('spec.template.spec.containers.0.image', 'registry.example.com/shop/web:3.0.0'),
    'image-major',
    'recreated',
  ),
  idle.change('environment, no pod runs', set('spec.template.spec.containers.0.env', []), 'no-restart'),
  web.rename('website', 'recreated'),
  web.remove('availability'),
  web.add('no-restart'),
  web.move('two', 'identity'),
];

const daemonSet = object(`
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: watch}
spec:
  selector: {matchLabels: {app: agent}}
  updateStrategy: {type: RollingUpdate}
  template:
    metadata: {labels: {app: agent}}
    spec: {containers: [{name: agent, image: 'x/agent:1.2.0'}]}
`);
const agent = of(daemonSet);
const manual = of({ ...daemonSet, spec: { ...daemonSet.spec, updateStrategy: { type: 'OnDelete' } } });

const onDaemonSets: readonly Case[] = [
  agent.change('image', set('spec.template.spec.containers.0.image', 'x/agent:1.3.0'), 'image', 'rolling-restart'),
  agent.change('selector', set('spec.selector.matchLabels.app', 'agents'), 'rejected'),
  manual.change(
    'environment, only on delete',
    set('spec.template.spec.containers.0.env', [{ name: 'A', value: 'b' }]),
    'no-restart',
  ),
  agent.remove('availability'),
];

/** Changes of built-in workloads. */
export const workloads: readonly Case[] = [...onDeployments, ...onDaemonSets];
