import { PLAN_FILE, type PlanFile } from '../../manifest/plan-file';
import type { ManifestFile } from '../../manifest/types';
import { type Finding, type PlanAt, treesOf, verify } from '../../verify/index';

/** The plan synth would have written beside files of one overlay. */
export function planOf(files: readonly ManifestFile[]): PlanFile {
  const [tree] = treesOf(files);
  const overlay = tree?.overlay ?? '';
  const objects = (tree?.items ?? []).map((item) => {
    const { secrets = [], entries = [] } = tree?.made(item) ?? {};
    const keys = [...secrets, ...entries].flatMap(({ name, keys: own = [] }) => own.map((key) => `${name}/${key}`));
    return { object: item.object, path: item.path, ...(keys.length > 0 ? { keys } : {}) };
  });
  return {
    overlay,
    site: { kind: 'test bench', kubernetes: '1.34', nodes: { count: 3, cpu: 4, memory: '16Gi' } },
    services: ['store', 'web'].map((name, wave) => ({ name, wave })),
    external: [],
    addons: [],
    edges: [{ from: 'web', to: 'store', endpoint: 'http', port: 9000 }],
    objects,
  };
}

/** A plan where synth would have put it. */
export const beside = (plan: PlanFile): PlanAt => ({ path: `${plan.overlay}/${PLAN_FILE}`, plan });

/** What `plan-closure` says about files beside a plan. */
export const heldAgainst = (plan: PlanFile, files: readonly ManifestFile[]): readonly Finding[] =>
  verify(files, [beside(plan)]).filter(({ rule }) => rule === 'plan-closure');
