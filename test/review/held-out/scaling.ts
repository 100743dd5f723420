import { type Case, drop, object, of, push, set } from '../corpus/case';

const hpa = of(
  object(`
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web, namespace: shop}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  minReplicas: 3
  maxReplicas: 6
  metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}}]
`),
);
const scaled = of(
  object(`
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: worker, namespace: shop, annotations: {}}
spec:
  scaleTargetRef: {name: worker}
  minReplicaCount: 1
  maxReplicaCount: 10
  triggers: [{type: kafka, metadata: {topic: orders, lagThreshold: '100'}}]
`),
);
const gateway = of(
  object(`
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: public, namespace: shop}
spec:
  gatewayClassName: envoy
  listeners:
    - name: https
      port: 443
      protocol: HTTPS
      hostname: shop.example
      tls: {mode: Terminate, certificateRefs: [{name: shop-tls}]}
      allowedRoutes: {namespaces: {from: Same}}
`),
);
const route = of(
  object(`
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web, namespace: shop}
spec:
  parentRefs: [{name: public}]
  hostnames: [shop.example]
  rules: [{backendRefs: [{name: web, port: 80, weight: 90}, {name: web-next, port: 80, weight: 10}]}]
`),
);
const grant = of(
  object(`
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: {name: routes, namespace: shop}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: portal}]
  to: [{group: '', kind: Service}]
`),
);
const kyverno = of(
  object(`
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: {name: require-limits}
spec:
  validationFailureAction: Enforce
  rules: [{name: limits, match: {any: [{resources: {kinds: [Pod]}}]}, validate: {pattern: {spec: {containers: [{resources: {limits: {memory: '?*'}}}]}}}}]
`),
);
const virtual = of(
  object(`
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web, namespace: shop}
spec: {hosts: [shop.example], http: [{route: [{destination: {host: web}}]}]}
`),
);
const ceph = of(
  object(`
apiVersion: ceph.rook.io/v1
kind: CephCluster
metadata: {name: ceph, namespace: rook}
spec: {mon: {count: 3}, dataDirHostPath: /var/lib/rook}
`),
);
const longhorn = of(
  object(`
apiVersion: longhorn.io/v1beta2
kind: Volume
metadata: {name: files, namespace: longhorn-system}
spec: {numberOfReplicas: 3}
`),
);

/** Autoscalers, Gateway API and kinds of other people's operators, labelled before the rules were run on them. */
export const scaling: readonly Case[] = [
  hpa.change('fewer at least', set('spec.minReplicas', 1), 'availability'),
  hpa.change('more at most', set('spec.maxReplicas', 12), 'no-restart'),
  hpa.change('fewer at most', set('spec.maxReplicas', 3), 'availability'),
  hpa.change('threshold', set('spec.metrics.0.resource.target.averageUtilization', 60), 'no-restart'),
  hpa.remove('availability'),
  scaled.change('down to nothing', set('spec.minReplicaCount', 0), 'availability'),
  scaled.change('lag', set('spec.triggers.0.metadata.lagThreshold', '500'), 'no-restart'),
  scaled.change('other target', set('spec.scaleTargetRef.name', 'importer'), 'availability'),
  scaled.change(
    'paused at nothing',
    set(['metadata', 'annotations', 'autoscaling.keda.sh/paused-replicas'], '0'),
    'availability',
  ),
  gateway.change(
    'plain listener',
    push('spec.listeners', {
      name: 'http',
      port: 80,
      protocol: 'HTTP',
      allowedRoutes: { namespaces: { from: 'All' } },
    }),
    'exposure',
  ),
  gateway.change('routes of all namespaces', set('spec.listeners.0.allowedRoutes.namespaces.from', 'All'), 'exposure'),
  gateway.change('other class', set('spec.gatewayClassName', 'istio'), 'exposure', 'availability'),
  route.change('another host', push('spec.hostnames', 'store.example'), 'exposure'),
  route.change('any host', drop('spec.hostnames'), 'exposure'),
  route.change('weights', set('spec.rules.0.backendRefs.0.weight', 50), 'no-restart'),
  route.remove('availability'),
  grant.add('exposure'),
  grant.change(
    'another namespace',
    push('spec.from', { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'lab' }),
    'exposure',
  ),
  kyverno.change('audit only', set('spec.validationFailureAction', 'Audit'), 'not-judged'),
  kyverno.add('not-judged'),
  kyverno.remove('not-judged'),
  virtual.change('other backend', set('spec.http.0.route.0.destination.host', 'web-next'), 'not-judged'),
  ceph.change('fewer monitors', set('spec.mon.count', 1), 'not-judged'),
  ceph.remove('not-judged'),
  longhorn.change('fewer replicas', set('spec.numberOfReplicas', 1), 'not-judged'),
];
