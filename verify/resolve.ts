import type { MadePort } from '../manifest/operators/index';
import type { HostReference } from './hosts';
import { isOpaque, namespacesOf } from './namespaces';
import { podsIn } from './pod-index';
import { findService, podsBehind, type ServiceFacts, servicesNamed } from './services';
import type { Tree } from './tree';

/** Where a host name leads: a Service and one of its ports, or why it leads nowhere. */
export interface Resolution {
  readonly service?: ServiceFacts;
  /** The Service's port; missing when the name stands without one. */
  readonly port?: MadePort;
  readonly problem?: string;
  readonly remedy?: string;
}

const listed = (names: readonly (string | number)[]): string => (names.length > 0 ? names.join(', ') : 'none');

function missing(tree: Tree, { service, namespace, bare }: HostReference): Resolution {
  if (!bare && isOpaque(tree, namespace)) return {};
  const elsewhere = servicesNamed(tree, service)[0];
  const remedy = elsewhere
    ? `Write ${elsewhere.name}.${elsewhere.namespace}.svc.`
    : 'Use the address of the service that is meant.';
  return namespacesOf(tree).has(namespace)
    ? { problem: `there is no Service ${service} in namespace ${namespace}`, remedy }
    : { problem: `the overlay has no namespace ${namespace}`, remedy };
}

const portOfPods = (tree: Tree, service: ServiceFacts, port: number): MadePort | undefined => {
  const behind = podsBehind(tree, service).flatMap(({ ports }) => ports);
  const own = behind.find((candidate) => candidate.port === port);
  return own && { port, targetPort: port, protocol: own.protocol };
};

function podProblem(tree: Tree, { pod = '' }: HostReference, { namespace, name }: ServiceFacts): string | undefined {
  const candidates = podsIn(tree, namespace).filter(({ hostService }) => hostService === name);
  const known = candidates.some(({ hostPrefix = '', replicas, made }) => {
    const rest = pod.startsWith(hostPrefix) ? pod.slice(hostPrefix.length) : '';
    return /^\d+$/.test(rest) && (made || Number(rest) < replicas);
  });
  return known || candidates.length === 0 ? undefined : `no pod behind Service ${name} is called ${pod}`;
}

/** Follows a host name. An address in a namespace that holds more than the tree shows resolves to nothing, blamelessly. */
export function resolve(tree: Tree, reference: HostReference): Resolution {
  if (reference.namespace === 'default' && reference.service === 'kubernetes') return {};
  const service = findService(tree, reference.namespace, reference.service);
  if (!service) return missing(tree, reference);
  const absent = reference.pod === undefined ? undefined : podProblem(tree, reference, service);
  if (absent) return { service, problem: absent, remedy: 'Use a number below the replicas of its workload.' };
  if (reference.port === undefined || service.selector === undefined) return { service };
  const port =
    service.ports.find((candidate) => candidate.port === reference.port) ??
    (service.headless ? portOfPods(tree, service, reference.port) : undefined);
  if (port) return { service, port };
  return {
    service,
    problem: `Service ${service.name} in namespace ${service.namespace} has no port ${reference.port}`,
    remedy: `Use one of its ports: ${listed(service.ports.map((candidate) => candidate.port))}.`,
  };
}
