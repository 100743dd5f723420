import type { PlanEdge } from '../../manifest/plan-file';
import { byCodeUnit } from '../../manifest/types';
import type { Told } from '../told';
import { type Blast, type BlastEdge, type BlastNode, FATES, type Fate, type Impact } from './blast';
import { callersOf, dependants } from './dependants';
import { type Fated, fatedBy, serviceOf } from './fates';
import type { Plan, Plans } from './plans';

/** Whether a service has files in each of the trees. */
export interface Presence {
  readonly before: boolean;
  readonly after: boolean;
}

/** One overlay, as a blast radius is worked out for it. */
export interface Scene {
  readonly overlay: string;
  readonly changes: readonly Told[];
  readonly plans: Plans;
  readonly presence: (service: string) => Presence;
}

interface Sides {
  readonly before: Plan;
  readonly after: Plan;
  /** Whether both trees have a plan, so that edges can be told to come or go. */
  readonly both: boolean;
}

const NO_SERVICES: Plan = {
  site: { kind: '', kubernetes: '', nodes: { count: 0, cpu: 0, memory: '0' } },
  services: [],
  external: [],
  edges: [],
};

function sidesOf({ before, after }: Plans): Sides {
  const any = before ?? after ?? NO_SERVICES;
  return { before: before ?? any, after: after ?? any, both: before !== undefined && after !== undefined };
}

const namesOf = (...plans: readonly Plan[]): ReadonlySet<string> =>
  new Set(plans.flatMap(({ services }) => services.map(({ name }) => name)));

const keyOf = ({ from, to, endpoint }: PlanEdge | BlastEdge): string => `${from}\0${to}\0${endpoint}`;

const existence = ({ before, after }: Presence): 'added' | 'removed' | 'there' =>
  before === after ? 'there' : after ? 'added' : 'removed';

/** What the change does to each service it touches. */
function fatesIn({ changes, presence }: Scene, names: ReadonlySet<string>): ReadonlyMap<string, Fated> {
  const own = new Map<string, Told[]>();
  for (const told of changes) {
    const service = serviceOf(told, names);
    if (service !== undefined) own.set(service, [...(own.get(service) ?? []), told]);
  }
  const fated = [...own].map(([service, its]) => [service, fatedBy(its, existence(presence(service)))] as const);
  return new Map(fated.filter(([, { fates }]) => fates.length > 0));
}

/** Uses with what becomes of them, each once however much is claimed over it. */
function edgesOf({ before, after, both }: Sides): readonly BlastEdge[] {
  const [old, now] = [new Set(before.edges.map(keyOf)), new Set(after.edges.map(keyOf))];
  const status = (edge: PlanEdge): BlastEdge['status'] => {
    if (!both || (old.has(keyOf(edge)) && now.has(keyOf(edge)))) return 'stays';
    return now.has(keyOf(edge)) ? 'comes' : 'goes';
  };
  const all = [...before.edges, ...after.edges].map((edge) => {
    const { from, to, endpoint } = edge;
    return { from, to, endpoint, status: status(edge) };
  });
  return [...new Map(all.map((edge) => [keyOf(edge), edge])).values()].sort((a, b) => byCodeUnit(keyOf(a), keyOf(b)));
}

/** Those who use a service and stay; of a service that goes, those who used it. */
function impactOf(service: string, { fates, pods, causes }: Fated, { before, after }: Sides): Impact | undefined {
  const [fate] = fates;
  if (fate === undefined || fate === 'added') return undefined;
  const stay = namesOf(after);
  const goes = fate === 'removed';
  const into = [...before.edges, ...after.edges].filter(({ to, from }) => to === service && from !== service);
  const concerned = callersOf(
    causes.filter((cause) => cause.fate === fate).map(({ object }) => object),
    into,
  );
  const used = goes ? into : after.edges.filter(({ to, from }) => to === service && from !== service);
  const callers = [...new Set(used.map(({ from }) => from))].filter((name) => stay.has(name)).sort(byCodeUnit);
  const direct = callers.filter((name) => concerned === 'all' || concerned.has(name));
  const isPublic = concerned === 'all' && isPublicIn(goes ? before : after, service);
  if (direct.length === 0 && concerned !== 'all') return undefined;
  const indirect = dependants(direct, after.edges).filter((name) => name !== service);
  const host = goes ? after.external.find(({ name }) => name === service)?.host : undefined;
  return { service, fate, pods: [pods], ...(host === undefined ? {} : { movedTo: host }), isPublic, direct, indirect };
}

const isPublicIn = ({ services }: Plan, service: string): boolean =>
  services.some(({ name, public: endpoints = [] }) => name === service && endpoints.length > 0);

const rank = (fate: Fate): number => FATES.indexOf(fate);

/** Orders impacts: the gravest first, then those with the most dependants. For `sort`. */
export const byImpact = (a: Impact, b: Impact): number =>
  rank(a.fate) - rank(b.fate) ||
  b.direct.length + b.indirect.length - a.direct.length - a.indirect.length ||
  byCodeUnit(a.service, b.service);

function nodeOf(name: string, fated: Fated | undefined, impacts: readonly Impact[]): BlastNode {
  const direct = impacts.some((impact) => impact.direct.includes(name));
  const indirect = impacts.some((impact) => impact.indirect.includes(name));
  const affected = direct ? 'directly' : indirect ? 'indirectly' : 'no';
  return { name, fates: fated?.fates ?? [], pods: [fated?.pods ?? 0], affected };
}

function wholeOf({ overlay }: Scene, { before, after }: Sides, whole: 'added' | 'removed'): Blast {
  const names = [...namesOf(whole === 'added' ? after : before)].sort(byCodeUnit);
  const edges = edgesOf({ before, after, both: false });
  const nodes = names.map((name): BlastNode => ({ name, fates: [whole], pods: [0], affected: 'no' }));
  return { overlays: [overlay], whole, nodes, edges, impacts: [] };
}

/** How far the changes of one overlay reach; `undefined` where they reach nobody, or where no tree has a plan. */
export function radius(scene: Scene): Blast | undefined {
  const { overlay, changes, plans } = scene;
  if (!plans.before && !plans.after) return undefined;
  const sides = sidesOf(plans);
  const [first] = changes;
  if (first?.whole) return wholeOf(scene, sides, first.status === 'added' ? 'added' : 'removed');
  const fated = fatesIn(scene, namesOf(sides.before, sides.after));
  const impacts = [...fated].flatMap(([service, its]) => impactOf(service, its, sides) ?? []).sort(byImpact);
  const edges = edgesOf(sides);
  const involved = new Set([
    ...fated.keys(),
    ...impacts.flatMap(({ direct, indirect }) => [...direct, ...indirect]),
    ...edges.filter(({ status }) => status !== 'stays').flatMap(({ from, to }) => [from, to]),
  ]);
  if (involved.size === 0) return undefined;
  return {
    overlays: [overlay],
    nodes: [...involved].sort(byCodeUnit).map((name) => nodeOf(name, fated.get(name), impacts)),
    edges: edges.filter(({ from, to }) => involved.has(from) && involved.has(to)),
    impacts,
  };
}
