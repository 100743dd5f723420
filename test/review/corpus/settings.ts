import { type Case, object, of, set } from './case';

/** A pod that reads a ConfigMap and a Secret by their names. */
const reader = object(`
apiVersion: v1
kind: Pod
metadata: {name: reader, namespace: shop}
spec: {containers: [{name: reader, image: 'x/reader:1.0.0', envFrom: [{configMapRef: {name: web}}]}]}
`);
const config = of(
  object(`
apiVersion: v1
kind: ConfigMap
metadata: {name: web, namespace: shop}
data:
  web.conf: |
    level=info
    threads=4
`),
  reader,
);
const spare = of(object('{apiVersion: v1, kind: ConfigMap, metadata: {name: spare, namespace: shop}, data: {a: b}}'));
const fixed = of(
  object('{apiVersion: v1, kind: ConfigMap, metadata: {name: web, namespace: shop}, immutable: true, data: {a: b}}'),
);
const secret = of(
  object('{apiVersion: v1, kind: Secret, type: Opaque, metadata: {name: web, namespace: shop}, data: {a: Yg==}}'),
);
const quota = of(
  object(`
apiVersion: v1
kind: ResourceQuota
metadata: {name: quota, namespace: shop}
spec: {hard: {requests.cpu: '8', requests.memory: 16Gi, pods: '40'}}
`),
);
const limits = of(
  object(`
apiVersion: v1
kind: LimitRange
metadata: {name: defaults, namespace: shop}
spec: {limits: [{type: Container, default: {memory: 256Mi}, defaultRequest: {cpu: 50m}}]}
`),
);
const priority = of(
  object(
    '{apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: high}, value: 1000, description: x}',
  ),
);
const webhook = of(
  object(`
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: guard}
webhooks: [{name: guard.example.com, failurePolicy: Fail, rules: [], sideEffects: None}]
`),
);
const stranger = of(
  object('{apiVersion: example.com/v1, kind: Widget, metadata: {name: w, namespace: shop}, spec: {size: 3}}'),
);

/** Changes of settings and limits, and of what nobody here knows. */
export const settings: readonly Case[] = [
  config.change('a line', set(['data', 'web.conf'], 'level=debug\nthreads=4\n'), 'no-restart'),
  config.change('a key more', set('data.extra', 'x'), 'no-restart'),
  config.change('immutable from now on', set('immutable', true), 'no-restart'),
  config.remove('availability'),
  spare.remove('no-restart'),
  config.add('no-restart'),
  config.rename('website', 'recreated'),
  fixed.change('data', set('data.a', 'c'), 'rejected'),
  secret.change('value', set('data.a', 'Yw=='), 'no-restart'),
  secret.change('type', set('type', 'kubernetes.io/tls'), 'rejected'),
  secret.remove('data-at-risk'),
  quota.change('less memory', set(['spec', 'hard', 'requests.memory'], '8Gi'), 'availability'),
  quota.change('fewer pods', set('spec.hard.pods', '20'), 'availability'),
  quota.change('more memory', set(['spec', 'hard', 'requests.memory'], '32Gi'), 'no-restart'),
  quota.remove('no-restart'),
  limits.change('defaults', set('spec.limits.0.default.memory', '512Mi'), 'no-restart'),
  priority.change('value', set('value', 2000), 'rejected'),
  priority.change('description', set('description', 'y'), 'no-restart'),
  priority.remove('availability'),
  webhook.change('passes when away', set('webhooks.0.failurePolicy', 'Ignore'), 'exposure', 'not-judged'),
  webhook.change('rules', set('webhooks.0.rules', [{ operations: ['*'] }]), 'not-judged'),
  stranger.change('a field', set('spec.size', 1), 'not-judged'),
  stranger.change('a describing label', set('metadata.labels', { 'app.kubernetes.io/name': 'w' }), 'no-restart'),
  stranger.add('not-judged'),
  stranger.remove('not-judged'),
];
