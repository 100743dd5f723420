import type { Fields } from '../../manifest/types';
import { added, edited, type Fault } from './fault';

const WEB: readonly [string, string] = ['Deployment', 'web'];

const pod = (rule: string, name: string, names: string, edit: (spec: Fields) => unknown): Fault =>
  edited(rule, name, names, WEB, ({ spec }) => edit(spec.template.spec));

const container = (rule: string, name: string, names: string, edit: (own: Fields) => unknown): Fault =>
  pod(rule, name, names, ({ containers: [own] }) => edit(own));

const powerful = (name: string, names: string, security: Fields): Fault =>
  container('pod-security', name, names, (own) => {
    own.securityContext = { ...own.securityContext, ...security };
  });

const shared = (field: string): Fault =>
  pod('pod-security', `a pod with ${field}`, field, (spec) => {
    spec[field] = true;
  });

const soft = (name: string, names: string, security: Fields): Fault =>
  pod('pod-security', name, names, (spec) => {
    spec.securityContext = { ...spec.securityContext, ...security };
  });

/** Pods that may do more than their namespace admits. */
export const pods: readonly Fault[] = [
  ...['hostNetwork', 'hostPID', 'hostIPC'].map(shared),
  powerful('a privileged container', 'securityContext.privileged', { privileged: true }),
  powerful('a capability beyond those of containers', 'SYS_ADMIN', {
    capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] },
  }),
  powerful('a capability only the open levels give', 'CHOWN', { capabilities: { drop: ['ALL'], add: ['CHOWN'] } }),
  powerful('capabilities that are kept', 'capabilities.drop', { capabilities: undefined }),
  powerful('an escalation nobody forbids', 'allowPrivilegeEscalation', { allowPrivilegeEscalation: undefined }),
  powerful('root in one container', 'runAsUser', { runAsUser: 0 }),
  powerful('an unmasked /proc', 'procMount', { procMount: 'Unmasked' }),
  soft('a pod that may be root', 'runAsNonRoot', { runAsNonRoot: undefined }),
  soft('system calls that are not filtered', 'seccompProfile', { seccompProfile: { type: 'Unconfined' } }),
  soft('a parameter of the kernel', 'sysctls[0]', { sysctls: [{ name: 'vm.max_map_count', value: '262144' }] }),
  soft('a SELinux type of its own', 'seLinuxOptions.type', { seLinuxOptions: { type: 'spc_t' } }),
  pod('pod-security', 'a path of the node', 'hostPath', (spec) =>
    spec.volumes.push({ name: 'a', hostPath: { path: '/' } }),
  ),
  pod('pod-security', 'an NFS share', 'nfs', (spec) =>
    spec.volumes.push({ name: 'a', nfs: { server: 'a', path: '/' } }),
  ),
  pod('pod-security', 'a container that prepares as it likes', 'initContainers[0]', (spec) => {
    spec.initContainers = [{ name: 'prepare', image: 'harbor.example.com/platform/web:4.5.6' }];
  }),
  container('pod-security', 'a port of the node', 'hostPort', (own) => {
    own.ports[0].hostPort = 80;
  }),
  container('pod-security', 'a probe of another host', 'readinessProbe', (own) => {
    own.readinessProbe = { httpGet: { host: '169.254.169.254', path: '/', port: 80 } };
  }),
  edited('pod-security', 'a level that is misspelt', 'restrict', ['Namespace', 'web'], ({ metadata }) => {
    metadata.labels = { 'pod-security.kubernetes.io/enforce': 'restrict' };
  }),
  edited('pod-security', 'a namespace that admits everything', 'enforce', ['Namespace', 'web'], ({ metadata }) => {
    delete metadata.labels;
  }),
  added(
    'pod-security',
    'a search engine that sees its node',
    'hostPID',
    'dev/store',
    'apiVersion: elasticsearch.k8s.elastic.co/v1\nkind: Elasticsearch\nmetadata: {name: es, namespace: store}\nspec: {nodeSets: [{name: a, count: 1, podTemplate: {spec: {hostPID: true}}}]}',
  ),
];
