import { type Case, drop, object, of, push, set } from './case';

const service = of(
  object(`
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec:
  type: ClusterIP
  selector: {app: web}
  ports: [{name: http, port: 80, targetPort: 8080, protocol: TCP}]
`),
);
const balanced = of(
  object(`
apiVersion: v1
kind: Service
metadata: {name: edge, namespace: shop}
spec:
  type: LoadBalancer
  loadBalancerSourceRanges: [10.0.0.0/8]
  selector: {app: edge}
  ports: [{name: http, port: 80, targetPort: 8080, protocol: TCP}]
`),
);
const ingress = of(
  object(`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop, annotations: {cert-manager.io/cluster-issuer: letsencrypt}}
spec:
  ingressClassName: internal
  tls: [{hosts: [shop.example.com], secretName: shop-tls}]
  rules:
  - host: shop.example.com
    http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {name: http}}}}]}
`),
);
const route = of(
  object(`
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web, namespace: shop}
spec:
  parentRefs: [{name: edge}]
  hostnames: [shop.example.com]
  rules: [{backendRefs: [{name: web, port: 80}]}]
`),
);
const gateway = of(
  object(`
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge, namespace: shop}
spec: {gatewayClassName: internal, listeners: [{name: https, port: 443, protocol: HTTPS}]}
`),
);
const budget = of(
  object(`
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: web, namespace: shop}
spec: {minAvailable: 2, selector: {matchLabels: {app: web}}}
`),
);
const loose = of(
  object(`
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: web, namespace: shop}
spec: {maxUnavailable: 1, selector: {matchLabels: {app: web}}}
`),
);
const scaler = of(
  object(`
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web, namespace: shop}
spec:
  minReplicas: 3
  maxReplicas: 9
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}}]
`),
);
const scaled = of(
  object(`
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: web, namespace: shop}
spec: {minReplicaCount: 2, maxReplicaCount: 8, scaleTargetRef: {name: web}, triggers: []}
`),
);

/** Changes of how traffic finds pods, and how many there are. */
export const traffic: readonly Case[] = [
  service.change('load balancer', set('spec.type', 'LoadBalancer'), 'exposure'),
  service.change('port of nodes', set('spec.type', 'NodePort'), 'exposure'),
  service.change('external address', set('spec.externalIPs', ['192.0.2.1']), 'exposure'),
  service.change('headless', set('spec.clusterIP', 'None'), 'rejected'),
  service.change('selector', set('spec.selector.app', 'other'), 'availability'),
  service.change('another port', push('spec.ports', { name: 'admin', port: 81, protocol: 'TCP' }), 'no-restart'),
  service.change('target port', set('spec.ports.0.targetPort', 'http'), 'no-restart'),
  service.change('affinity', set('spec.sessionAffinity', 'ClientIP'), 'no-restart'),
  service.remove('availability'),
  service.add('no-restart'),
  service.rename('website', 'recreated'),
  balanced.change('no limit of addresses', drop('spec.loadBalancerSourceRanges'), 'exposure'),
  balanced.change('fewer addresses', set('spec.loadBalancerSourceRanges', ['10.1.0.0/16']), 'no-restart'),
  balanced.change('more addresses', push('spec.loadBalancerSourceRanges', '192.168.0.0/16'), 'exposure'),
  balanced.change('another port', push('spec.ports', { name: 'admin', port: 81, protocol: 'TCP' }), 'exposure'),
  balanced.change(
    'faces the internet',
    set('metadata.annotations', { 'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internet-facing' }),
    'exposure',
  ),
  balanced.change(
    'inside only',
    (o) => {
      o.spec.type = 'ClusterIP';
      delete o.spec.loadBalancerSourceRanges;
    },
    'no-restart',
  ),
  balanced.add('exposure'),
  ingress.change(
    'another host',
    (o) => {
      o.spec.rules.push({ ...o.spec.rules[0], host: 'admin.example.com' });
      o.spec.tls[0].hosts.push(['admin.example.com']);
    },
    'exposure',
  ),
  ingress.change(
    'another path',
    (o) => {
      o.spec.rules[0].http.paths.push({ ...o.spec.rules[0].http.paths[0], path: '/admin' });
    },
    'exposure',
  ),
  ingress.change('no TLS', drop('spec.tls'), 'exposure'),
  ingress.change('another entrance', set('spec.ingressClassName', 'public'), 'exposure', 'availability'),
  ingress.change(
    'every host',
    set('spec.defaultBackend', { service: { name: 'web', port: { number: 80 } } }),
    'exposure',
  ),
  ingress.change('another backend', set('spec.rules.0.http.paths.0.backend.service.name', 'web2'), 'no-restart'),
  ingress.change(
    'another issuer',
    set(['metadata', 'annotations', 'cert-manager.io/cluster-issuer'], 'other'),
    'no-restart',
  ),
  ingress.change(
    'an annotation of its controller',
    set(['metadata', 'annotations', 'nginx.ingress.kubernetes.io/server-snippet'], 'x'),
    'not-judged',
  ),
  ingress.remove('availability'),
  ingress.add('exposure'),
  route.change('another host', push('spec.hostnames', 'b.example.com'), 'exposure'),
  route.change('another backend', set('spec.rules.0.backendRefs.0.name', 'web2'), 'no-restart'),
  route.remove('availability'),
  gateway.change('another listener', push('spec.listeners', { name: 'http', port: 80, protocol: 'HTTP' }), 'exposure'),
  gateway.remove('availability'),
  budget.change('fewer must stay', set('spec.minAvailable', 1), 'availability'),
  budget.change('more must stay', set('spec.minAvailable', 3), 'no-restart'),
  budget.remove('availability'),
  loose.change('more may go', set('spec.maxUnavailable', 2), 'availability'),
  loose.change('a larger share may go', set('spec.maxUnavailable', '50%'), 'availability'),
  scaler.change('lower floor', set('spec.minReplicas', 1), 'availability'),
  scaler.change('lower ceiling', set('spec.maxReplicas', 4), 'availability'),
  scaler.change('another target', set('spec.metrics.0.resource.target.averageUtilization', 80), 'no-restart'),
  scaler.change('another workload', set('spec.scaleTargetRef.name', 'other'), 'availability'),
  scaler.remove('availability'),
  scaled.change('down to none', set('spec.minReplicaCount', 0), 'availability'),
  scaled.change('trigger', set('spec.triggers', [{ type: 'cron', metadata: {} }]), 'no-restart'),
];
