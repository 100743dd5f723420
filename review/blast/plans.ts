import { PLAN_FILE, type PlanFile, readPlanFile } from '../../manifest/plan-file';
import type { OtherFile } from '../change';
import type { Tree } from '../tree/tree';

/** What a blast radius needs to know of a plan. */
export type Plan = Pick<PlanFile, 'site' | 'services' | 'external' | 'edges'>;

/** The plans of an overlay before and after a change; absent where a tree has none that can be read. */
export interface Plans {
  readonly before?: Plan;
  readonly after?: Plan;
}

/** The plans of overlays by name, and the files that should hold one but cannot be read. */
export interface PlansOf {
  readonly plans: ReadonlyMap<string, Plans>;
  readonly faults: readonly OtherFile[];
}

const pathOf = (overlay: string): string => (overlay === '' ? PLAN_FILE : `${overlay}/${PLAN_FILE}`);

/** Lines of objects, by far the most, which say nothing about who uses whom. */
const OBJECTS = /^\{"fact":"object".*\n?/gm;

/** Plans say their overlay's name once, so that overlays that are alike in all else have one text. */
const nameless = (text: string): string =>
  text.replace(OBJECTS, '').replace(/^(\{"fact":"overlay","overlay":)"[^"]*"/m, '$1""');

class Reader {
  readonly #seen = new Map<string, Plan>();

  read(text: string): Plan {
    const key = nameless(text);
    const known = this.#seen.get(key);
    if (known) return known;
    const plan = readPlanFile(key);
    this.#seen.set(key, plan);
    return plan;
  }
}

/** Reads the plans of overlays from both trees. A plan that cannot be read counts as none and is told as a fault. */
export function plansOf(base: Tree, head: Tree, overlays: readonly string[]): PlansOf {
  const reader = new Reader();
  const faults: OtherFile[] = [];
  const paths = overlays.map(pathOf);
  const texts = [base.read(paths), head.read(paths)];
  const plan = (overlay: string, text: string | undefined): Plan | undefined => {
    if (text === undefined) return undefined;
    try {
      return reader.read(text);
    } catch (error) {
      const fault = error instanceof Error ? error.message : String(error);
      faults.push({ overlay, path: pathOf(overlay), status: 'changed', fault });
      return undefined;
    }
  };
  const plans = overlays.map((overlay): readonly [string, Plans] => {
    const [before, after] = texts.map((side) => plan(overlay, side.get(pathOf(overlay))));
    return [overlay, { ...(before ? { before } : {}), ...(after ? { after } : {}) }];
  });
  return { plans: new Map(plans), faults };
}
