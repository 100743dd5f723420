import { isEmptySelector, matchesLabels, matchesSelector } from '../../manifest/selector';
import type { Fields } from '../../manifest/types';
import { error, type Rule, type Verdict, warning } from '../finding';
import { watched } from '../monitors';
import { isOpaque } from '../namespaces';
import { podsIn } from '../pod-index';
import { query } from '../query';
import { servicesOf } from '../services';
import { type Item, listOf, type Pods, type Tree } from '../tree';

type Check = (tree: Tree, item: Item) => readonly Verdict[];

const LABELS_REMEDY = 'Use the labels of the pods that are meant.';

const selected = (tree: Tree, namespace: string, selector: Fields): readonly Pods[] =>
  podsIn(tree, namespace).filter(({ labels }) => matchesSelector(selector, labels));

const service: Check = (tree, item) => {
  const { selector, ports, type } = item.manifest.spec ?? {};
  if (!selector || type === 'ExternalName' || isOpaque(tree, item.namespace)) return [];
  const pods = podsIn(tree, item.namespace).filter(({ labels }) => matchesLabels(selector, labels));
  if (pods.length === 0) {
    return [error(item, 'spec.selector', `The selector matches no pod of namespace ${item.namespace}.`, LABELS_REMEDY)];
  }
  const known = pods.flatMap((pod) => pod.ports);
  return listOf(ports).flatMap(({ port, targetPort = port }, index) => {
    const at = `spec.ports[${index}].targetPort`;
    if (known.some((own) => own.name === targetPort || own.port === targetPort)) return [];
    const say = typeof targetPort === 'string' ? error : warning;
    const message = `No container of the pods behind declares a port ${targetPort}.`;
    return [say(item, at, message, 'Use a port the container declares, best by its name.')];
  });
};

const disruptionBudget: Check = (tree, item) =>
  isOpaque(tree, item.namespace) || selected(tree, item.namespace, item.manifest.spec?.selector).length > 0
    ? []
    : [error(item, 'spec.selector', 'The selector matches no pod, so nothing is protected.', LABELS_REMEDY)];

const policy: Check = (tree, item) => {
  const selector = item.manifest.spec?.podSelector;
  if (isOpaque(tree, item.namespace) || isEmptySelector(selector)) return [];
  if (selected(tree, item.namespace, selector).length > 0) return [];
  return [warning(item, 'spec.podSelector', 'The policy selects no pod, so it changes nothing.', LABELS_REMEDY)];
};

const PORT_REMEDY = 'Use the name of a port, not its number, and the labels the object carries.';

const monitor =
  (
    list: string,
    what: string,
    portsAt: (tree: Tree, namespace: string, selector: Fields) => readonly Fields[],
  ): Check =>
  (tree, item) => {
    const namespaces = watched(tree, item);
    if (namespaces.some((namespace) => isOpaque(tree, namespace))) return [];
    const targets = namespaces.flatMap((namespace) => portsAt(tree, namespace, item.manifest.spec?.selector));
    if (targets.length === 0) return [error(item, 'spec.selector', `The selector matches no ${what}.`, PORT_REMEDY)];
    return query(item.manifest, `spec.${list}[]`).flatMap(({ at, value }) =>
      value.port === undefined || targets.some((ports) => listOf(ports).some(({ name }) => name === value.port))
        ? []
        : [error(item, `${at}.port`, `No ${what} it selects has a port named ${value.port}.`, PORT_REMEDY)],
    );
  };

const servicePorts = (tree: Tree, namespace: string, selector: Fields): readonly Fields[] =>
  [...servicesOf(tree).values()]
    .filter((own) => own.namespace === namespace && matchesSelector(selector, own.labels))
    .map(({ ports }) => ports);

const podPorts = (tree: Tree, namespace: string, selector: Fields): readonly Fields[] =>
  selected(tree, namespace, selector).map(({ ports }) => ports);

const workload: Check = (_, item) =>
  matchesSelector(item.manifest.spec?.selector, item.manifest.spec?.template?.metadata?.labels ?? {})
    ? []
    : [error(item, 'spec.selector', 'The selector does not match the labels of its own pod template.', LABELS_REMEDY)];

const CHECKS: Readonly<Record<string, Check>> = {
  Service: service,
  'apps/DaemonSet': workload,
  'apps/Deployment': workload,
  'apps/ReplicaSet': workload,
  'apps/StatefulSet': workload,
  'monitoring.coreos.com/PodMonitor': monitor('podMetricsEndpoints', 'pod', podPorts),
  'monitoring.coreos.com/ServiceMonitor': monitor('endpoints', 'Service', servicePorts),
  'networking.k8s.io/NetworkPolicy': policy,
  'policy/PodDisruptionBudget': disruptionBudget,
};

/** Every selector of a Service, budget, policy, monitor or workload selects something, and the ports named exist there. */
export const selectorClosure: Rule = {
  id: 'selector-closure',
  why: 'A selector that matches nothing is no error to Kubernetes: traffic, protection and metrics are just missing.',
  check: (tree) =>
    Object.entries(CHECKS).flatMap(([kind, check]) => tree.ofKind(kind).flatMap((item) => check(tree, item))),
};
