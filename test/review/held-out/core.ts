import { type Case, drop, object, of, pop, push, set } from '../corpus/case';
import { webYaml } from './workloads';

const serviceYaml = object(`
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop, annotations: {}}
spec:
  type: ClusterIP
  selector: {app: web}
  ports: [{name: http, port: 80, targetPort: http, protocol: TCP}]
`);
const service = of(serviceYaml, webYaml);
const internal = of({
  ...serviceYaml,
  metadata: {
    ...serviceYaml.metadata,
    annotations: { 'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal' },
  },
  spec: { ...serviceYaml.spec, type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0/8'] },
});

const ingress = of(
  object(`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
  annotations: {nginx.ingress.kubernetes.io/whitelist-source-range: 10.0.0.0/8}
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example
      http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {name: http}}}}]}
  tls: [{hosts: [shop.example], secretName: web-tls}]
`),
);

const policy = of(
  object(`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: shop}
spec:
  podSelector: {matchLabels: {app: web}}
  policyTypes: [Ingress, Egress]
  ingress: [{from: [{podSelector: {matchLabels: {app: proxy}}}], ports: [{port: 8080}]}]
  egress: [{to: [{podSelector: {matchLabels: {app: queue}}}], ports: [{port: 5672}, {port: 15672}]}]
`),
);

const settings = of(
  object(`
apiVersion: v1
kind: ConfigMap
metadata: {name: web-settings, namespace: shop}
data: {COLOUR: blue}
`),
  webYaml,
);

const role = of(
  object(`
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: web, namespace: shop}
rules: [{apiGroups: [''], resources: [configmaps], verbs: [get]}]
`),
);
const binding = of(
  object(`
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: web, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: web}
subjects: [{kind: ServiceAccount, name: web, namespace: shop}]
`),
);
const admin = of(
  object(`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: web-admin}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: web, namespace: shop}]
`),
);
const account = of(
  object(`
apiVersion: v1
kind: ServiceAccount
metadata: {name: web, namespace: shop, annotations: {eks.amazonaws.com/role-arn: 'arn:aws:iam::1:role/read'}}
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
const claim = of(
  object(`
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: files, namespace: shop}
spec: {accessModes: [ReadWriteOnce], storageClassName: fast, resources: {requests: {storage: 10Gi}}}
`),
);
const namespace = of(
  object(`
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {pod-security.kubernetes.io/enforce: restricted}}
`),
);
const quota = of(
  object(`
apiVersion: v1
kind: ResourceQuota
metadata: {name: shop, namespace: shop}
spec: {hard: {requests.memory: 16Gi, pods: '40'}}
`),
);
const limits = of(
  object(`
apiVersion: v1
kind: LimitRange
metadata: {name: shop, namespace: shop}
spec: {limits: [{type: Container, defaultRequest: {memory: 64Mi}, default: {memory: 128Mi}}]}
`),
);
const cron = of(
  object(`
apiVersion: batch/v1
kind: CronJob
metadata: {name: report, namespace: shop}
spec:
  schedule: 0 3 * * *
  concurrencyPolicy: Forbid
  jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: report, image: 'x/report:1.0.0'}]}}}}
`),
);

/** Other built-in kinds, labelled before the rules were run on them. */
export const core: readonly Case[] = [
  service.change('load balancer', set('spec.type', 'LoadBalancer'), 'exposure'),
  service.change('headless', set('spec.clusterIP', 'None'), 'rejected'),
  service.change('other pods', set('spec.selector', { app: 'web-v2' }), 'availability'),
  service.change('other port', set('spec.ports.0.port', 8081), 'availability'),
  service.change('affinity', set('spec.sessionAffinity', 'ClientIP'), 'no-restart'),
  service.change('outside name', set('spec.externalIPs', ['192.0.2.10']), 'exposure'),
  internal.change(
    'public scheme',
    set(['metadata', 'annotations', 'service.beta.kubernetes.io/aws-load-balancer-scheme'], 'internet-facing'),
    'exposure',
  ),
  internal.change('no source ranges', drop('spec.loadBalancerSourceRanges'), 'exposure'),
  ingress.change(
    'second host',
    push('spec.rules', {
      host: 'store.example',
      http: {
        paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { name: 'http' } } } }],
      },
    }),
    'exposure',
  ),
  ingress.change('no TLS', drop('spec.tls'), 'exposure'),
  ingress.change(
    'no source range',
    drop(['metadata', 'annotations', 'nginx.ingress.kubernetes.io/whitelist-source-range']),
    'exposure',
  ),
  ingress.change('other class', set('spec.ingressClassName', 'traefik'), 'exposure', 'availability'),
  ingress.remove('availability'),
  policy.change('anybody', set('spec.ingress', [{}]), 'exposure'),
  policy.change('no port list', drop('spec.ingress.0.ports'), 'exposure'),
  policy.change('one port less', pop('spec.egress.0.ports'), 'availability'),
  policy.change('selects nothing', set('spec.podSelector', { matchLabels: { app: 'nobody' } }), 'exposure'),
  policy.remove('exposure'),
  settings.change('value', set('data.COLOUR', 'red'), 'no-restart'),
  settings.remove('availability'),
  role.change('all verbs', set('rules.0.verbs', ['*']), 'exposure'),
  role.change(
    'may read secrets',
    push('rules', { apiGroups: [''], resources: ['secrets'], verbs: ['list'] }),
    'exposure',
  ),
  role.change('fewer verbs', set('rules.0.resourceNames', ['web']), 'no-restart'),
  binding.change(
    'other role',
    set('roleRef', { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'admin' }),
    'rejected',
  ),
  binding.change(
    'everybody',
    push('subjects', { kind: 'Group', name: 'system:authenticated', apiGroup: 'rbac.authorization.k8s.io' }),
    'exposure',
  ),
  admin.add('exposure'),
  account.change(
    'other cloud role',
    set(['metadata', 'annotations', 'eks.amazonaws.com/role-arn'], 'arn:aws:iam::1:role/write'),
    'exposure',
  ),
  budget.change('protects nothing', set('spec.minAvailable', 0), 'availability'),
  budget.remove('availability'),
  claim.change('access modes', set('spec.accessModes', ['ReadWriteMany']), 'rejected'),
  claim.change('larger', set('spec.resources.requests.storage', '20Gi'), 'no-restart'),
  claim.remove('data-at-risk'),
  namespace.change(
    'privileged pods',
    set(['metadata', 'labels', 'pod-security.kubernetes.io/enforce'], 'privileged'),
    'exposure',
  ),
  namespace.remove('data-at-risk'),
  quota.change('less memory', set(['spec', 'hard', 'requests.memory'], '4Gi'), 'availability'),
  limits.change('defaults', set('spec.limits.0.default.memory', '192Mi'), 'no-restart'),
  cron.change('two at a time', set('spec.concurrencyPolicy', 'Allow'), 'no-restart'),
  cron.change('deadline', set('spec.startingDeadlineSeconds', 300), 'no-restart'),
];
