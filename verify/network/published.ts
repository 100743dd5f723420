import { query } from '../query';
import { podsBehind, type ServiceFacts, servicesOf } from '../services';
import { grouped, type Item, inFolders, listOf, once, type Pods, type Tree } from '../tree';
import { needsOf } from './needs';

/** Resources that send the API server to a Service, with the place they name it. */
const CALLED_BY_API: Readonly<Record<string, string>> = {
  'admissionregistration.k8s.io/MutatingWebhookConfiguration': 'webhooks[].clientConfig.service',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration': 'webhooks[].clientConfig.service',
  'apiextensions.k8s.io/CustomResourceDefinition': 'spec.conversion.webhook.clientConfig.service',
  'apiregistration.k8s.io/APIService': 'spec.service',
};

const calledByApi = once(
  (tree): ReadonlySet<string> =>
    new Set(
      Object.entries(CALLED_BY_API).flatMap(([kind, path]) =>
        tree
          .ofKind(kind)
          .flatMap(({ manifest }) => query(manifest, path).map(({ value }) => `${value.namespace}/${value.name}`)),
      ),
    ),
);

/** Groups whose resources name Services without sending anybody to them. */
const QUIET =
  /^(?:(?:monitoring\.coreos\.com|cert-manager\.io|external-secrets\.io|.*autoscaling.*|policy|apps|batch)\/|argoproj\.io\/App)/;

/** Custom resources of routers, whichever these are: all that nobody described and that name the Service. */
const routes = inFolders((items): readonly Item[] =>
  items.filter(
    ({ kind }) => kind.includes('.') && kind.includes('/') && !QUIET.test(kind) && !/^[a-z]+\.k8s\.io\//.test(kind),
  ),
);

const isRouted = (tree: Tree, { namespace, name, item }: ServiceFacts): boolean =>
  [...routes(tree), ...tree.ofKind('networking.k8s.io/Ingress')].some(
    (route) => route !== item && route.namespace === namespace && route.survey.texts.includes(name),
  );

/** Whether a resource of a router, of whatever kind, sends visitors to pods. */
export const isRoutedTo = (tree: Tree, pods: Pods): boolean =>
  servicesBefore(tree, pods).some((service) => isRouted(tree, service));

const isPublished = (tree: Tree, service: ServiceFacts): boolean => {
  const { type, externalIPs } = service.made ? {} : (service.item.manifest.spec ?? {});
  return (
    type === 'LoadBalancer' ||
    type === 'NodePort' ||
    listOf(externalIPs).length > 0 ||
    calledByApi(tree).has(`${service.namespace}/${service.name}`) ||
    isRouted(tree, service)
  );
};

const servicesIn = once((tree) => grouped([...servicesOf(tree).values()], ({ namespace }) => namespace));

/** The Services in front of some pods. */
export const servicesBefore = (tree: Tree, pods: Pods): readonly ServiceFacts[] =>
  (servicesIn(tree).get(pods.item.namespace) ?? []).filter((service) => podsBehind(tree, service).includes(pods));

const isScrapedByMark = ({ annotations }: Pods | Item['manifest']['metadata']): boolean =>
  annotations?.['prometheus.io/scrape'] === 'true';

const hasHostPort = ({ containers }: Pods): boolean =>
  containers.some(({ container }) => listOf(container.ports).some(({ hostPort }) => hostPort));

/** Whether somebody the tree does not show may call pods: visitors, load balancers, the API server, a Prometheus by marks. */
export function isAwaited(tree: Tree, pods: Pods): boolean {
  if (needsOf(tree, pods).some(({ from }) => 'somebody' in from)) return true;
  if (isScrapedByMark(pods) || hasHostPort(pods)) return true;
  return servicesBefore(tree, pods).some(
    (service) => isPublished(tree, service) || (!service.made && isScrapedByMark(service.item.manifest.metadata)),
  );
}
