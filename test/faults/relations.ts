import type { Fields } from '../../manifest/types';
import { edited, type Fault, removed } from './fault';

type Target = readonly [string, string];
const WEB: Target = ['Deployment', 'web'];
const STORE: Target = ['StatefulSet', 'store'];
const CONFIG: Target = ['ConfigMap', 'web'];
const LOGIN: Target = ['ExternalSecret', 'web/store-web'];
const MONITOR: Target = ['ServiceMonitor', 'store'];
const variable = (rule: string, name: string, names: string, key: string, value: string): Fault =>
  edited(rule, name, names, WEB, ({ spec }) => {
    spec.template.spec.containers[0].env[0] = { name: key, value };
  });
const address = (name: string, url: string, names = url): Fault =>
  variable('host-closure', name, names, 'STORE_URL', url);
const text = (rule: string, name: string, names: string, value: string): Fault =>
  edited(rule, name, names, CONFIG, ({ data }) => {
    data['web.properties'] = value;
  });
const pod = (rule: string, name: string, names: string, edit: (spec: Fields) => void): Fault =>
  edited(rule, name, names, WEB, ({ spec }) => edit(spec.template.spec));
const refers = (name: string, names: string, edit: (spec: Fields) => void): Fault =>
  pod('reference-closure', name, names, edit);
const policy = (rule: string, name: string, names: string, which: string, edit: (spec: Fields) => void): Fault =>
  edited(rule, name, names, ['NetworkPolicy', which], ({ spec }) => edit(spec));

/** Addresses, references and selectors that lead nowhere. */
export const relations: readonly Fault[] = [
  address('a Service that is not there', 'http://shop.store.svc:9000'),
  address('a namespace that is not there', 'http://store.shop.svc.cluster.local:9000'),
  address('a port the Service lacks', 'http://store.store.svc:9001'),
  address('the default port of a scheme', 'https://store.store.svc/bucket', 'https://store.store.svc'),
  address('a bare name of another namespace', 'http://store:9000'),
  address('a JDBC address', 'jdbc:postgresql://shop-rw.store.svc:5432/db', 'shop-rw.store.svc:5432'),
  address('an address of Redis', 'redis://cache.store.svc:6379/0', 'cache.store.svc:6379'),
  address('one wrong entry of a list', 'store.store.svc:9000,shop.store.svc:9000', 'shop.store.svc:9000'),
  address('a pod beyond the replicas', 'http://store-4.store-peers.store.svc:9000'),
  variable('host-closure', 'a host in a variable of its own', 'store', 'STORE_HOST', 'store'),
  text('host-closure', 'an address in a text', 'http://gone.store.svc:9000', 'x=http://gone.store.svc:9000\n'),
  removed('host-closure', 'a Service that is gone', 'store.store.svc', 'Service', 'store'),
  refers('a key the Secret lacks', 'no key pass', ({ containers: [own] }) => {
    own.env[1].valueFrom.secretKeyRef.key = 'pass';
  }),
  refers('a Secret nobody writes', 'Secret gone', ({ containers: [own] }) => {
    own.env[1].valueFrom.secretKeyRef.name = 'gone';
  }),
  refers('variables of a ConfigMap that is not there', 'ConfigMap gone', ({ containers: [own] }) => {
    own.envFrom = [{ configMapRef: { name: 'gone' } }];
  }),
  refers('a volume of a ConfigMap that is not there', 'ConfigMap gone', ({ volumes: [own] }) => {
    own.configMap.name = 'gone';
  }),
  refers('a file the ConfigMap lacks', 'no key other', ({ volumes: [own] }) => {
    own.configMap.items[0].key = 'other';
  }),
  refers('a claim that is not there', 'PersistentVolumeClaim gone', ({ volumes }) =>
    volumes.push({ name: 'own', persistentVolumeClaim: { claimName: 'gone' } }),
  ),
  refers('an account that is not there', 'ServiceAccount gone', (own) => {
    own.serviceAccountName = 'gone';
  }),
  refers('a pull secret that is not there', 'Secret gone', (own) => {
    own.imagePullSecrets = [{ name: 'gone' }];
  }),
  edited('reference-closure', 'an Ingress to no Service', 'Service gone', ['Ingress', 'web'], ({ spec }) => {
    spec.rules[0].http.paths[0].backend.service.name = 'gone';
  }),
  edited('reference-closure', 'an Ingress to no port', 'no port admin', ['Ingress', 'web'], ({ spec }) => {
    spec.rules[0].http.paths[0].backend.service.port.name = 'admin';
  }),
  edited('reference-closure', 'a store that is not there', 'ClusterSecretStore gone', LOGIN, ({ spec }) => {
    spec.secretStoreRef.name = 'gone';
  }),
  edited('reference-closure', 'no Service to govern the pods', 'Service gone', STORE, ({ spec }) => {
    spec.serviceName = 'gone';
  }),
  removed('reference-closure', 'a login that is gone', 'Secret store-web', 'ExternalSecret', 'store-web'),
  removed('reference-closure', 'an issuer that is gone', 'ClusterIssuer public', 'ClusterIssuer', 'public'),
  edited('selector-closure', 'a Service before no pod', 'Service web/web', ['Service', 'web'], ({ spec }) => {
    spec.selector = { app: 'gone' };
  }),
  edited('selector-closure', 'a Service before a port no pod has', 'admin', ['Service', 'web'], ({ spec }) => {
    spec.ports[0].targetPort = 'admin';
  }),
  edited('selector-closure', 'a budget for nobody', 'Budget', ['PodDisruptionBudget', 'store'], ({ spec }) => {
    spec.selector = { matchLabels: { app: 'gone' } };
  }),
  edited('selector-closure', 'a monitor of nothing', 'ServiceMonitor', MONITOR, ({ spec }) => {
    spec.selector = { matchLabels: { part: 'gone' } };
  }),
  edited('selector-closure', 'a monitor of a port that is not there', 'metrics', MONITOR, ({ spec }) => {
    spec.endpoints[0].port = 'metrics';
  }),
  edited('selector-closure', 'a workload that does not select its pods', 'Deployment', WEB, ({ spec }) => {
    spec.selector.matchLabels = { app: 'gone' };
  }),
  policy('selector-closure', 'a policy for nobody', 'from-ingress', 'from-ingress', (spec) => {
    spec.podSelector = { matchLabels: { app: 'gone' } };
  }),
];
