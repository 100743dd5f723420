import { application, cluster, container, deployment, object, pod, port, topic } from './objects';

/** Objects Kubernetes accepts and a strict reading of OpenAPI refuses. */
export const FINE: readonly (readonly [title: string, text: string])[] = [
  [
    'metadata a CRD does not describe',
    object(
      'kafka.strimzi.io/v1 KafkaTopic',
      'spec: {}',
      'name: x, namespace: x, labels: {a: b}, annotations: {c: d}, finalizers: [e/f], generateName: g',
    ),
  ],
  [
    'any fields below one that keeps unknown ones',
    application('source: {repoURL: x, helm: {valuesObject: {a: {b: [c]}}}}'),
  ],
  ['any fields of a configuration', topic('config: {retention.ms: 1, a: {b: c}}')],
  ['null for a field', deployment('replicas: null, strategy: null')],
  ['null for a field of a custom resource', topic('partitions: null')],
  ['null for a value of a map', object('kafka.strimzi.io/v1 KafkaTopic', 'spec: {}', 'name: x, labels: {a: null}')],
  [
    'a number or a name for a port',
    object(
      'v1 Service',
      'spec: {ports: [{name: a, port: 80, targetPort: 8080}, {name: b, port: 81, targetPort: http}]}',
    ),
  ],
  ['a share in percent', object('policy/v1 PodDisruptionBudget', 'spec: {maxUnavailable: 25%, selector: {}}')],
  ['a number for a quantity of a custom resource', cluster('resources: {limits: {cpu: 2, memory: 1Gi}}')],
  [
    'a fraction for a quantity',
    container('resources: {limits: {cpu: 0.5, memory: 1e9}, requests: {cpu: 250m, memory: "128974848"}}'),
  ],
  ['a whole number written as a fraction', deployment('replicas: 2.0')],
  ['a policy without podSelector', object('networking.k8s.io/v1 NetworkPolicy', 'spec: {policyTypes: [Ingress]}')],
  ['a class of priority without value', object('scheduling.k8s.io/v1 PriorityClass', 'description: none', 'name: x')],
  ['a header without value', container('livenessProbe: {httpGet: {port: 80, httpHeaders: [{name: A, value: ""}]}}')],
  [
    'a StatefulSet without serviceName',
    object('apps/v1 StatefulSet', 'spec: {selector: {}, template: {spec: {containers: [{name: x}]}}}'),
  ],
  ['a roleRef without apiGroup', object('rbac.authorization.k8s.io/v1 RoleBinding', 'roleRef: {kind: Role, name: x}')],
  [
    'a preference without terms',
    pod('affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1}]}}'),
  ],
  [
    'booleans of a CRD that are false',
    object(
      'apiextensions.k8s.io/v1 CustomResourceDefinition',
      'spec: {group: a.test, scope: Namespaced, names: {plural: bs, kind: B}, versions: [{name: v2, schema: {openAPIV3Schema: {type: object}}}, {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, properties: {a: {default: [1], x-kubernetes-preserve-unknown-fields: true}}}}}]}',
      'name: bs.a.test',
    ),
  ],
  [
    'one port by two protocols',
    object('v1 Service', 'spec: {ports: [{name: a, port: 53}, {name: b, port: 53, protocol: UDP}]}'),
  ],
  ['an empty text for an optional choice', pod('volumes: [{name: a, hostPath: {path: /, type: ""}}]')],
  [
    'a default that fills a required field',
    object(
      'external-secrets.io/v1 ExternalSecret',
      'spec: {data: [{secretKey: a, remoteRef: {key: b}}], secretStoreRef: {name: x}}',
    ),
  ],
  [
    'a form of several that leaves fields to others',
    object(
      'gateway.networking.k8s.io/v1 HTTPRoute',
      'spec: {rules: [{filters: [{type: RequestRedirect, requestRedirect: {statusCode: 301}}]}]}',
    ),
  ],
  ['a status', object('v1 Service', 'spec: {ports: [{port: 80}]}\nstatus: {loadBalancer: {}}')],
  ['base64 with line ends', object('v1 Secret', 'data: {a: "YQ==\\n"}')],
  [
    'a claim template without apiVersion',
    object(
      'apps/v1 StatefulSet',
      'spec: {selector: {}, serviceName: x, template: {spec: {containers: [{name: x}]}}, volumeClaimTemplates: [{metadata: {name: x}, spec: {accessModes: [ReadWriteOnce]}}]}',
    ),
  ],
  ['a port without anything else', port('port: 80')],
];
