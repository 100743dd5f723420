import { PLAN_FILE, type PlanEdge, type PlanFile, type PlanObject } from '../../manifest/plan-file';
import { error, type Rule, type Verdict } from '../finding';
import { PLAN_CLOSURE, type PlanAt } from '../plan';
import { grouped, type Item, listOf, once, type Tree } from '../tree';
import { anyOf } from '../words';

const PUBLISH = 'or run synth, if it is to be so.';

const byObject = once((tree) => grouped(tree.items, ({ object }) => object));

const about = (object: string, message: string, remedy: string): Verdict =>
  error({ path: PLAN_FILE, object }, '', message, remedy);

function missing(tree: Tree, { object, path }: PlanObject): readonly Verdict[] {
  const items = byObject(tree).get(object);
  if (!items) return [about(object, `${object} is planned but not there.`, `Bring ${path} back, ${PUBLISH}`)];
  const [item] = items;
  if (!item || items.some((own) => own.path === path)) return [];
  const message = `${object} stands in ${item.path}, where another Application applies it than was planned.`;
  return [error(item, '', message, `Move it to ${path}, ${PUBLISH}`)];
}

/** Keys of the Secrets, and fields of the entries, that come of an object, as a plan writes them. */
const keysOf = (tree: Tree, item: Item): ReadonlySet<string> => {
  const { secrets, entries } = tree.made(item);
  return new Set(
    [...listOf(secrets), ...listOf(entries)].flatMap(({ name, keys }) => listOf(keys).map((key) => `${name}/${key}`)),
  );
};

function lostKeys(tree: Tree, { object, keys = [] }: PlanObject): readonly Verdict[] {
  const [item] = byObject(tree).get(object) ?? [];
  if (!item) return [];
  const own = keysOf(tree, item);
  const what = tree.made(item).entries ? 'Entry' : 'Secret';
  return keys
    .filter((key) => !own.has(key))
    .map((each) => {
      const [name, key] = [each.slice(0, each.lastIndexOf('/')), each.slice(each.lastIndexOf('/') + 1)];
      const message = `${what} ${name} will have no key ${key}, which was planned.`;
      return error(item, '', message, `Have it make that key, ${PUBLISH}`);
    });
}

function unplanned(tree: Tree, { plan }: PlanAt): readonly Verdict[] {
  const planned = new Set(plan.objects.map(({ object }) => object));
  const remedy = 'Remove it, or let a chart write it and run synth: nobody has proven it.';
  return tree.items
    .filter(({ object }) => !planned.has(object))
    .map((item) => error(item, '', `The plan of the overlay does not know ${item.object}.`, remedy));
}

/** Objects by service and add-on, and edges between them: what the plan says of itself must hold too. */
function unserved(tree: Tree, plan: PlanAt): readonly Verdict[] {
  const { services, external, addons, edges } = plan.plan;
  const known = new Set([...services, ...external, ...addons].map(({ name }) => name));
  const nowhere = (name: string, message: string): Verdict => about(name, message, 'Run synth again.');
  return [
    ...services
      .filter(({ name }) => !tree.folderNames.includes(name))
      .map(({ name }) => nowhere(name, `Service ${name} is planned, but there is no folder ${name}.`)),
    ...edges.flatMap(({ from, to }: PlanEdge) =>
      [from, to]
        .filter((name) => !known.has(name))
        .map((name) => nowhere(name, `${from} is planned to reach ${to}, but the plan has no service ${name}.`)),
    ),
  ];
}

/** Whether anything in the folder of a service is called so, or says so. */
const isNamedIn = (tree: Tree, folder: string, name: string): boolean => {
  const word = anyOf([name]);
  return tree.inFolder(folder).some((item) => item.name === name || item.survey.texts.some((text) => word.test(text)));
};

/** What a provider keeps for its callers is named in its folder; kinds of which none is are told of in other words there. */
function unkept(tree: Tree, plan: PlanAt): readonly Verdict[] {
  const run = new Set(plan.plan.services.map(({ name }) => name));
  const claims = plan.plan.edges.filter(({ to, claim }) => claim && run.has(to) && tree.folderNames.includes(to));
  const lost = claims.filter(({ to, claim }) => !isNamedIn(tree, to, claim?.name ?? ''));
  const kindOf = ({ to, claim }: PlanEdge): string => `${to} ${claim?.kind}`;
  const told = new Set(claims.filter((edge) => !lost.includes(edge)).map(kindOf));
  return lost
    .filter((edge) => told.has(kindOf(edge)))
    .map(({ from, to, claim }) => {
      const message = `${to} is planned to keep the ${claim?.kind} ${claim?.name} for ${from}, but nothing in its folder names it.`;
      return about(`${claim?.kind} ${to}/${claim?.name}`, message, `Bring it back, ${PUBLISH}`);
    });
}

const judge = (tree: Tree, plan: PlanAt): readonly Verdict[] => {
  const { objects }: PlanFile = plan.plan;
  return [
    ...objects.flatMap((planned) => [...missing(tree, planned), ...lostKeys(tree, planned)]),
    ...unplanned(tree, plan),
    ...unserved(tree, plan),
    ...unkept(tree, plan),
  ];
};

/** A tree that synth wrote holds what its plan lists and nothing else. */
export const planClosure: Rule = {
  id: PLAN_CLOSURE,
  why: 'An object that got lost on the way is missed by nobody before it is needed, and one added by hand was never proven.',
  check: (tree) => (tree.plan ? judge(tree, tree.plan) : []),
};
