import { PLAN_FILE, type PlanEdge, type PlanFile, planFileLines } from '../../manifest/plan-file';
import { memoryTree, type Review, review } from '../../review/index';

/** One edge of a plan as `from → to endpoint`, with what is claimed after a colon: `shop → sql clients:topic orders`. */
export function edge(text: string): PlanEdge {
  const [way = '', claimed] = text.split(':');
  const [from = '', to = '', endpoint = ''] = way.split(/ → | /);
  const [kind = '', name = ''] = (claimed ?? '').split(' ');
  return { from, to, endpoint, port: 80, ...(claimed ? { claim: { kind, name } } : {}) };
}

const NODES: PlanFile['site']['nodes'] = { count: 3, cpu: 8, memory: '32Gi' };

/** The text of a plan of an overlay with some services and edges. */
export const planText = (
  overlay: string,
  services: Readonly<Record<string, Pick<Web, 'isPublic'>>>,
  edges: readonly string[],
  nodes: PlanFile['site']['nodes'] = NODES,
): string =>
  planFileLines({
    overlay,
    site: { kind: 'test', kubernetes: '1.35', nodes },
    services: Object.entries(services).map(([name, { isPublic }]) => ({
      name,
      wave: 0,
      ...(isPublic ? { public: ['http'] } : {}),
    })),
    external: [],
    addons: [],
    edges: edges.map(edge),
    objects: [],
  }).join('\n');

/** What a Deployment has besides its name. */
export interface Web {
  readonly tag?: string;
  readonly replicas?: number;
  readonly memory?: string;
  /** Whether people reach it. */
  readonly isPublic?: boolean;
}

/** A Deployment in a namespace of its own name. */
export const web = (name: string, { tag = '1.0.0', replicas = 2, memory = '1Gi' }: Web = {}): string => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${name}}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      containers:
      - {name: web, image: 'x/${name}:${tag}', resources: {requests: {cpu: 100m, memory: ${memory}}, limits: {memory: ${memory}}}}
`;

/** Files of an overlay: a Deployment a service, and the plan. */
export const overlay = (
  name: string,
  services: Readonly<Record<string, Web>>,
  edges: readonly string[],
  nodes?: PlanFile['site']['nodes'],
): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(
    Object.entries(services).map(([service, its]) => [`${name}/${service}/deployment.yaml`, web(service, its)]),
  ),
  [`${name}/${PLAN_FILE}`]: planText(name, services, edges, nodes),
});

/** The review of two trees held in memory. */
export const between = (base: Readonly<Record<string, string>>, head: Readonly<Record<string, string>>): Review =>
  review(memoryTree('base', base), memoryTree('head', head), { depth: 1 });
