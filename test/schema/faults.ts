import { application, cluster, container, deployment, object, pod, port, topic } from './objects';

/** One fault: what it is, the object that has it, the field a finding must name. */
export type Fault = readonly [title: string, text: string, at: string];

/** Faults of the rule `schema` in kinds of Kubernetes itself. */
export const BUILT_IN: readonly Fault[] = [
  ['a misspelt field of a spec', deployment('replica: 2'), 'spec.replica'],
  ['a misspelt field of a container', container('imagePulPolicy: Always'), 'spec.containers[0].imagePulPolicy'],
  ['a field on the wrong level', pod('resources2: {}'), 'spec.resources2'],
  ['an unknown field at the top', object('v1 ConfigMap', 'datas: {a: b}'), 'datas'],
  ['an unknown field of metadata', object('v1 ConfigMap', 'data: {a: b}', 'name: x, label: {a: b}'), 'metadata.label'],
  ['an unknown field that is null', deployment('replica: null'), 'spec.replica'],
  ['a text for a whole number', deployment('replicas: "2"'), 'spec.replicas'],
  ['a fraction for a whole number', deployment('replicas: 1.5'), 'spec.replicas'],
  ['a whole number beyond 32 bits', deployment('replicas: 3000000000'), 'spec.replicas'],
  ['a text for true', pod('hostNetwork: "true"'), 'spec.hostNetwork'],
  ['a number for a text', container('env: [{name: A, value: 1}]'), 'spec.containers[0].env[0].value'],
  ['a boolean for a text', object('v1 ConfigMap', 'data: {a: true}'), 'data.a'],
  ['a number in a map of texts', pod('nodeSelector: {a: 1}'), 'spec.nodeSelector.a'],
  ['a map for a list', object('v1 Pod', 'spec: {containers: {name: x}}'), 'spec.containers'],
  ['a list for a map', pod('nodeSelector: [a]'), 'spec.nodeSelector'],
  ['a text for a map', object('v1 Pod', 'spec: text'), 'spec'],
  ['null in a list', container('args: [a, null]'), 'spec.containers[0].args[1]'],
  ['a list of containers that is missing', object('v1 Pod', 'spec: {restartPolicy: Always}'), 'spec.containers'],
  [
    'a selector that is missing',
    object('apps/v1 Deployment', 'spec: {template: {spec: {containers: [{name: x}]}}}'),
    'spec.selector',
  ],
  ['a roleRef that is missing', object('rbac.authorization.k8s.io/v1 RoleBinding', 'subjects: []'), 'roleRef'],
  ['a bad policy', container('imagePullPolicy: Allways'), 'spec.containers[0].imagePullPolicy'],
  ['a bad protocol', port('port: 80, protocol: HTTP'), 'spec.ports[0].protocol'],
  ['a bad type of Service', object('v1 Service', 'spec: {type: Loadbalancer, ports: [{port: 80}]}'), 'spec.type'],
  [
    'a bad access mode',
    object('v1 PersistentVolumeClaim', 'spec: {accessModes: [ReadWriteOne]}'),
    'spec.accessModes[0]',
  ],
  ['a bad restart policy', pod('restartPolicy: Sometimes'), 'spec.restartPolicy'],
  ['a bad quantity', container('resources: {limits: {memory: 1GB}}'), 'spec.containers[0].resources.limits.memory'],
  [
    'a bad quantity of a claim',
    object('v1 PersistentVolumeClaim', 'spec: {resources: {requests: {storage: ten}}}'),
    'spec.resources.requests.storage',
  ],
  ['base64 that is none', object('v1 Secret', 'data: {a: "not base64!"}'), 'data.a'],
  [
    'a port twice',
    object('v1 Service', 'spec: {ports: [{name: a, port: 80}, {name: b, port: 80, protocol: TCP}]}'),
    'spec.ports[1]',
  ],
  ['a variable twice', container('env: [{name: A, value: "1"}, {name: A, value: "2"}]'), 'spec.containers[0].env[1]'],
  ['a container twice', object('v1 Pod', 'spec: {containers: [{name: x}, {name: x}]}'), 'spec.containers[1]'],
  [
    'a mount path twice',
    container('volumeMounts: [{name: a, mountPath: /a}, {name: b, mountPath: /a}]'),
    'spec.containers[0].volumeMounts[1]',
  ],
  ['a volume twice', pod('volumes: [{name: a, emptyDir: {}}, {name: a, emptyDir: {}}]'), 'spec.volumes[1]'],
];

/** Faults of fields OpenAPI calls required, which validators that know no more than OpenAPI fill with a zero. */
export const ZERO: readonly Fault[] = [
  ['a container without name', object('v1 Pod', 'spec: {containers: [{image: x}]}'), 'spec.containers[0].name'],
  ['an empty list of containers', object('v1 Pod', 'spec: {containers: []}'), 'spec.containers'],
  ['a port without number', port('name: http'), 'spec.ports[0].port'],
  [
    'a key reference without key',
    container('env: [{name: A, valueFrom: {secretKeyRef: {name: s}}}]'),
    'spec.containers[0].env[0].valueFrom.secretKeyRef.key',
  ],
  [
    'a path without pathType',
    object(
      'networking.k8s.io/v1 Ingress',
      'spec: {rules: [{http: {paths: [{path: /, backend: {service: {name: x, port: {number: 80}}}}]}}]}',
    ),
    'spec.rules[0].http.paths[0].pathType',
  ],
  [
    'a scaler without target',
    object('autoscaling/v2 HorizontalPodAutoscaler', 'spec: {maxReplicas: 3}'),
    'spec.scaleTargetRef',
  ],
  ['a mount without path', container('volumeMounts: [{name: a}]'), 'spec.containers[0].volumeMounts[0].mountPath'],
  ['a class without provisioner', object('storage.k8s.io/v1 StorageClass', 'reclaimPolicy: Delete'), 'provisioner'],
];

/** Faults of the rule `schema` in custom resources. */
export const CUSTOM: readonly Fault[] = [
  ['an extra field', topic('partitions: 3, replica: 3'), 'spec.replica'],
  ['an extra field at the top', `${topic('partitions: 3')}specs: {}\n`, 'specs'],
  [
    'an unknown field of metadata',
    object('kafka.strimzi.io/v1 KafkaTopic', 'spec: {}', 'name: x, label: {a: b}'),
    'metadata.label',
  ],
  ['a text for a whole number', topic('partitions: "3"'), 'spec.partitions'],
  ['a whole number that is too small', topic('partitions: 0'), 'spec.partitions'],
  ['a whole number that is too big', topic('replicas: 40000'), 'spec.replicas'],
  ['a spec that is missing', object('kafka.strimzi.io/v1 KafkaTopic', ''), 'spec'],
  [
    'a fraction where whole numbers or texts belong',
    cluster('resources: {limits: {cpu: 0.5}}'),
    'spec.resources.limits.cpu',
  ],
  ['a bad quantity', cluster('resources: {limits: {memory: 1GB}}'), 'spec.resources.limits.memory'],
  ['a bad value', cluster('primaryUpdateMethod: reboot'), 'spec.primaryUpdateMethod'],
  ['a required field that is missing', application('source: {path: x}'), 'spec.source.repoURL'],
  [
    'null where a value is required',
    object('argoproj.io/v1alpha1 Application', 'spec: {project: null, destination: {}}'),
    'spec.project',
  ],
  ['null in a list', application('syncPolicy: {syncOptions: [null]}'), 'spec.syncPolicy.syncOptions[0]'],
  [
    'a misspelt field far down',
    application('syncPolicy: {automated: {selfheal: true}}'),
    'spec.syncPolicy.automated.selfheal',
  ],
  [
    'a misspelt field in a list',
    application('ignoreDifferences: [{kind: a}, {kind: a, jsonPointer: [b]}]'),
    'spec.ignoreDifferences[1].jsonPointer',
  ],
  [
    'a label of a monitor that is a number',
    object('monitoring.coreos.com/v1 ServiceMonitor', 'spec: {endpoints: [], selector: {matchLabels: {a: 1}}}'),
    'spec.selector.matchLabels.a',
  ],
  [
    'a duration that is none',
    object(
      'monitoring.coreos.com/v1 ServiceMonitor',
      'spec: {endpoints: [{port: a, interval: 1 minute}], selector: {}}',
    ),
    'spec.endpoints[0].interval',
  ],
  [
    'a pattern that does not match',
    object('monitoring.coreos.com/v1 PrometheusRule', 'spec: {groups: [{name: a, interval: 5x, rules: []}]}'),
    'spec.groups[0].interval',
  ],
  [
    'an empty text where one character is the least',
    object('monitoring.coreos.com/v1 PrometheusRule', 'spec: {groups: [{name: "", rules: []}]}'),
    'spec.groups[0].name',
  ],
  [
    'two entries of one key',
    object('monitoring.coreos.com/v1 PrometheusRule', 'spec: {groups: [{name: a, rules: []}, {name: a, rules: []}]}'),
    'spec.groups[1]',
  ],
  [
    'a form that is none of those allowed',
    object('gateway.networking.k8s.io/v1 HTTPRoute', 'spec: {rules: [{filters: [{type: Redirect}]}]}'),
    'spec.rules[0].filters[0].type',
  ],
];

/** Faults of the rule `api-version`. */
export const VERSIONS: readonly Fault[] = [
  ['a version that is gone', object('batch/v1beta1 CronJob', 'spec: {}'), 'apiVersion'],
  ['a version there never was', object('apps/v3 Deployment', 'spec: {}'), 'apiVersion'],
  [
    'a version of a custom resource that is gone',
    object('kafka.strimzi.io/v1beta2 KafkaTopic', 'spec: {}'),
    'apiVersion',
  ],
  ['a version that is newer than the cluster', object('scheduling.k8s.io/v1alpha2 Workload', 'spec: {}'), 'apiVersion'],
];
