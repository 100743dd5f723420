import { type Case, drop, object, of, push, set } from '../corpus/case';

/** A web server that reads settings and a Secret. */
export const webYaml = object(`
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop, labels: {app: web}}
spec:
  replicas: 3
  minReadySeconds: 5
  revisionHistoryLimit: 5
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}, annotations: {checksum/config: aaaaaaaa11111111}}
    spec:
      terminationGracePeriodSeconds: 30
      containers:
        - name: web
          image: registry.example/shop/web:1.9.0@sha256:1111111111111111111111111111111111111111111111111111111111111111
          ports: [{name: http, containerPort: 8080}]
          envFrom: [{configMapRef: {name: web-settings}}]
          env: [{name: TOKEN, valueFrom: {secretKeyRef: {name: web-token, key: token}}}]
          readinessProbe: {httpGet: {path: /ready, port: http}}
          lifecycle: {preStop: {exec: {command: [sleep, '5']}}}
          resources: {requests: {cpu: 100m, memory: 128Mi}, limits: {memory: 256Mi}}
`);
const web = of(webYaml);
const image = 'spec.template.spec.containers.0.image';
const digest = (letter: string): string => `@sha256:${letter.repeat(64)}`;

const queue = of(
  object(`
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: queue, namespace: shop}
spec:
  replicas: 3
  serviceName: queue
  podManagementPolicy: OrderedReady
  updateStrategy: {type: RollingUpdate}
  selector: {matchLabels: {app: queue}}
  template:
    metadata: {labels: {app: queue}}
    spec:
      containers: [{name: queue, image: 'x/queue:3.1.0', volumeMounts: [{name: data, mountPath: /data}]}]
  volumeClaimTemplates:
    - apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 10Gi}}}
`),
);

const agent = of(
  object(`
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: shop}
spec:
  updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 1}}
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec:
      nodeSelector: {kubernetes.io/os: linux}
      tolerations: []
      containers: [{name: agent, image: 'x/agent:1.0.0'}]
`),
);

/** Built-in workloads, labelled before the rules were run on them. */
export const workloads: readonly Case[] = [
  web.change('grace period', set('spec.template.spec.terminationGracePeriodSeconds', 60), 'rolling-restart'),
  web.change(
    'selector and labels',
    (o) => {
      o.spec.selector.matchLabels.app = 'shop-web';
      o.spec.template.metadata.labels.app = 'shop-web';
    },
    'rejected',
    'rolling-restart',
  ),
  web.change('slower to count as ready', set('spec.minReadySeconds', 20), 'no-restart'),
  web.change('history', set('spec.revisionHistoryLimit', 2), 'no-restart'),
  web.change('more replicas', set('spec.replicas', 5), 'no-restart'),
  web.change('scaled to nothing', set('spec.replicas', 0), 'availability'),
  web.change('network of the node', set('spec.template.spec.hostNetwork', true), 'exposure', 'rolling-restart'),
  web.change('no pause before stop', drop('spec.template.spec.containers.0.lifecycle'), 'rolling-restart'),
  web.change(
    'no readiness probe',
    drop('spec.template.spec.containers.0.readinessProbe'),
    'availability',
    'rolling-restart',
  ),
  web.change(
    'image, 1.9 to 1.10',
    set(image, `registry.example/shop/web:1.10.0${digest('2')}`),
    'rolling-restart',
    'image',
  ),
  web.change(
    'image back',
    set(image, `registry.example/shop/web:1.8.7${digest('3')}`),
    'image-downgrade',
    'rolling-restart',
  ),
  web.change(
    'digest of the same tag',
    set(image, `registry.example/shop/web:1.9.0${digest('4')}`),
    'rolling-restart',
    'image',
  ),
  web.change('label of the object', set('metadata.labels.team', 'blue'), 'no-restart'),
  web.change(
    'checksum of settings',
    set(['spec', 'template', 'metadata', 'annotations', 'checksum/config'], 'bbbbbbbb22222222'),
    'rolling-restart',
  ),
  web.change(
    'socket of the container runtime',
    set('spec.template.spec.volumes', [{ name: 'sock', hostPath: { path: '/run/containerd/containerd.sock' } }]),
    'exposure',
    'rolling-restart',
  ),
  queue.change('order of pods', set('spec.podManagementPolicy', 'Parallel'), 'rejected'),
  queue.change('name of its Service', set('spec.serviceName', 'queue-headless'), 'rejected'),
  queue.change('larger claim', set('spec.volumeClaimTemplates.0.spec.resources.requests.storage', '20Gi'), 'rejected'),
  queue.change('updates by hand', set('spec.updateStrategy', { type: 'OnDelete' }), 'no-restart'),
  agent.change('all at once', set('spec.updateStrategy.rollingUpdate.maxUnavailable', '100%'), 'availability'),
  agent.change('toleration', push('spec.template.spec.tolerations', { operator: 'Exists' }), 'rolling-restart'),
  agent.change('other nodes', set('spec.template.spec.nodeSelector', { disk: 'ssd' }), 'rolling-restart'),
];
