import { type Case, drop, object, of, pop, push, set } from './case';

const pod = of(
  object(`
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      automountServiceAccountToken: false
      securityContext: {runAsNonRoot: true, runAsUser: 1000, seccompProfile: {type: RuntimeDefault}}
      containers:
      - name: web
        image: x/web:1.0.0
        ports: [{containerPort: 8080, protocol: TCP}]
        securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
`),
);

const onPods: readonly Case[] = [
  pod.change(
    'privileged',
    set('spec.template.spec.containers.0.securityContext.privileged', true),
    'exposure',
    'rolling-restart',
  ),
  pod.change(
    'may gain privileges',
    set('spec.template.spec.containers.0.securityContext.allowPrivilegeEscalation', true),
    'exposure',
    'rolling-restart',
  ),
  pod.change(
    'a capability',
    set('spec.template.spec.containers.0.securityContext.capabilities', { drop: ['ALL'], add: ['NET_ADMIN'] }),
    'exposure',
    'rolling-restart',
  ),
  pod.change(
    'writable root',
    set('spec.template.spec.containers.0.securityContext.readOnlyRootFilesystem', false),
    'exposure',
    'rolling-restart',
  ),
  pod.change('runs as root', set('spec.template.spec.securityContext.runAsUser', 0), 'exposure', 'rolling-restart'),
  pod.change('may run as root', drop('spec.template.spec.securityContext.runAsNonRoot'), 'exposure', 'rolling-restart'),
  pod.change('no seccomp', drop('spec.template.spec.securityContext.seccompProfile'), 'exposure', 'rolling-restart'),
  pod.change('network of its node', set('spec.template.spec.hostNetwork', true), 'exposure', 'rolling-restart'),
  pod.change('processes of its node', set('spec.template.spec.hostPID', true), 'exposure', 'rolling-restart'),
  pod.change(
    'a path of its node',
    set('spec.template.spec.volumes', [{ name: 'logs', hostPath: { path: '/var/log' } }]),
    'exposure',
    'rolling-restart',
  ),
  pod.change(
    'a port of its node',
    set('spec.template.spec.containers.0.ports.0.hostPort', 80),
    'exposure',
    'rolling-restart',
  ),
  pod.change(
    'a token of the API',
    set('spec.template.spec.automountServiceAccountToken', true),
    'exposure',
    'rolling-restart',
  ),
  pod.change('another user, not root', set('spec.template.spec.securityContext.runAsUser', 2000), 'rolling-restart'),
];

const denyAll = object(`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: default-deny, namespace: shop}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
`);
const policyYaml = object(`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: shop}
spec:
  podSelector: {matchLabels: {app: web}}
  policyTypes: [Ingress]
  ingress:
  - from: [{namespaceSelector: {matchLabels: {team: front}}, podSelector: {matchLabels: {app: proxy}}}]
    ports: [{port: 8080, protocol: TCP}]
  - from: [{ipBlock: {cidr: 10.1.0.0/16}}]
    ports: [{port: 9090, protocol: TCP}]
`);
const policy = of(policyYaml, denyAll);

const onPolicies: readonly Case[] = [
  policy.change('another port', push('spec.ingress.0.ports', { port: 8443, protocol: 'TCP' }), 'exposure'),
  policy.change('all ports', drop('spec.ingress.0.ports'), 'exposure'),
  policy.change('another peer', push('spec.ingress.0.from', { podSelector: {} }), 'exposure'),
  policy.change('all peers', drop('spec.ingress.0.from'), 'exposure'),
  policy.change('a wider selector of peers', drop('spec.ingress.0.from.0.podSelector'), 'exposure'),
  policy.change('a larger block', set('spec.ingress.1.from.0.ipBlock.cidr', '10.0.0.0/8'), 'exposure'),
  policy.change('a smaller block', set('spec.ingress.1.from.0.ipBlock.cidr', '10.1.2.0/24'), 'availability'),
  policy.change('a rule for everybody', push('spec.ingress', {}), 'exposure'),
  policy.change('a rule less', pop('spec.ingress'), 'availability'),
  policy.change(
    'a narrower selector of peers',
    set('spec.ingress.0.from.0.podSelector.matchLabels.tier', 'edge'),
    'availability',
  ),
  policy.change('fewer pods selected', set('spec.podSelector.matchLabels.tier', 'front'), 'exposure'),
  policy.change(
    'rules in another order',
    (o) => {
      o.spec.ingress.reverse();
    },
    'no-restart',
  ),
  policy.remove('availability'),
  policy.add('exposure'),
  of(denyAll).remove('exposure'),
  of(denyAll).change('no longer the way out', set('spec.policyTypes', ['Ingress']), 'exposure'),
  of(denyAll).add('no-restart'),
];

const role = of(
  object(`
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader, namespace: shop}
rules: [{apiGroups: [''], resources: [pods, services], verbs: [get, list]}]
`),
);
const binding = of(
  object(`
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: reader, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
subjects: [{kind: ServiceAccount, name: web, namespace: shop}]
`),
);
const account = of(
  object(`
apiVersion: v1
kind: ServiceAccount
metadata: {name: web, namespace: shop}
automountServiceAccountToken: false
`),
);

const onRights: readonly Case[] = [
  role.change('another verb', push('rules.0.verbs', 'delete'), 'exposure'),
  role.change('everything', set('rules', [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]), 'exposure'),
  role.change('another resource', push('rules.0.resources', 'secrets'), 'exposure'),
  role.change('a verb less', pop('rules.0.verbs'), 'no-restart'),
  role.change(
    'the same rights in two rules',
    set(
      'rules',
      ['pods', 'services'].map((name) => ({ apiGroups: [''], resources: [name], verbs: ['get', 'list'] })),
    ),
    'no-restart',
  ),
  role.add('no-restart'),
  role.remove('availability'),
  binding.change('another subject', push('subjects', { kind: 'Group', name: 'all', apiGroup: 'x' }), 'exposure'),
  binding.change('another role', set('roleRef.name', 'admin'), 'rejected'),
  binding.change('a subject less', set('subjects', []), 'no-restart'),
  binding.add('exposure'),
  binding.remove('availability'),
  account.change('a token of the API', set('automountServiceAccountToken', true), 'exposure'),
  account.change(
    'a role in the cloud',
    set('metadata.annotations', { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/x' }),
    'exposure',
  ),
  account.change('pull secrets', set('imagePullSecrets', [{ name: 'pull' }]), 'no-restart'),
  account.remove('availability'),
];

/** Changes of who may reach and do what. */
export const exposure: readonly Case[] = [...onPods, ...onPolicies, ...onRights];
