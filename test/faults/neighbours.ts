import type { Fields, ManifestFile } from '../../manifest/types';
import { altered, among, onCluster, second } from '../verify/neighbours';
import { clean, plus } from '../verify/trees';
import { CLEAN, type Fault, textsOf } from './fault';

const ONE = { name: 'big' };
const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: same, namespace: web-two}';

const fault = (
  name: string,
  names: string,
  change: (files: readonly ManifestFile[]) => readonly ManifestFile[],
): Fault => {
  const one = () => plus(onCluster(clean(), ONE), 'dev/web', CONFIG);
  const other = () => change(onCluster(second(), ONE));
  return {
    rule: 'shared-cluster',
    name,
    origin: CLEAN,
    names,
    find: () => among(one(), other()),
    texts: () => textsOf([...one(), ...other()]),
  };
};

const edited = (name: string, names: string, kind: string, object: string, edit: (manifest: Fields) => void): Fault =>
  fault(name, names, (files) => altered(files, kind, object, edit));

/** Two overlays on one cluster that do not keep apart. */
export const neighbours: readonly Fault[] = [
  fault('an object both write', 'ConfigMap web-two/same', (files) => plus(files, 'test/web-two', CONFIG)),
  edited('a namespace both write', 'Namespace store', 'Namespace', 'store-two', ({ metadata }) => {
    metadata.name = 'store';
  }),
  edited('a host both publish', 'web.example.com', 'Ingress', 'web-two', ({ spec }) => {
    spec.rules[0].host = 'web.example.com';
  }),
  edited('a host name of the other', 'store.store.svc:9000', 'Deployment', 'web-two', ({ spec }) => {
    spec.template.spec.containers[0].env[0].value = 'http://store.store.svc:9000';
  }),
  edited('a policy for the other', 'namespace web', 'NetworkPolicy', 'from-web-two', ({ spec }) => {
    spec.ingress[0].from[0].namespaceSelector.matchLabels = { 'kubernetes.io/metadata.name': 'web' };
  }),
];
