import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { MARK, ROOT_FILE } from '../manifest/overlay-folder';
import { PLAN_FILE, type PlanFile, readPlanFile } from '../manifest/plan-file';
import type { Finding } from './finding';

/** The rule that holds a tree against what was planned. */
export const PLAN_CLOSURE = 'plan-closure';

/** The plan of an overlay, and where it stands. */
export interface PlanAt {
  /** Path below the root of the tree; its first segment is the overlay's folder: `dev/plan.jsonl`. */
  readonly path: string;
  readonly plan: PlanFile;
}

/** The plans of some overlays, and a finding for each that cannot be read. */
export interface Plans {
  readonly plans: readonly PlanAt[];
  readonly findings: readonly Finding[];
}

/** No overlay has a plan: nobody here wrote them. */
export const NO_PLANS: Plans = { plans: [], findings: [] };

const fault = (path: string, message: string, remedy: string): Plans => ({
  plans: [],
  findings: [{ rule: PLAN_CLOSURE, severity: 'error', path, object: '', message, remedy }],
});

const WRITE_AGAIN = 'Run synth, which writes it anew.';

/** Reads the text of a plan. What cannot be read becomes a finding. */
export function planOf(path: string, text: string): Plans {
  try {
    return { plans: [{ path, plan: readPlanFile(text) }], findings: [] };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.replace(/; run synth again$/, '') : String(cause);
    return fault(path, `The plan cannot be read: ${reason}.`, WRITE_AGAIN);
  }
}

/** Whether synth wrote a folder as an overlay, by the first line of its root. */
function isWritten(folder: string): boolean {
  try {
    return readFileSync(join(folder, ROOT_FILE), 'utf8').startsWith(`# ${MARK}`);
  } catch {
    return false;
  }
}

/**
 * The plan that lies in an overlay's folder, if one does. Synth writes one into every overlay, so that it is a finding where
 * only that is gone.
 * @param path what findings call the file
 */
export function planIn(folder: string, path: string): Plans {
  const file = join(folder, PLAN_FILE);
  if (!statSync(file, { throwIfNoEntry: false }))
    return isWritten(folder)
      ? fault(path, 'The plan is missing: nobody can tell what else is.', WRITE_AGAIN)
      : NO_PLANS;
  try {
    return planOf(path, readFileSync(file, 'utf8'));
  } catch (cause) {
    return fault(path, `The plan cannot be opened: ${cause instanceof Error ? cause.message : cause}.`, WRITE_AGAIN);
  }
}

/** Several plans as one. */
export const allPlans = (each: readonly Plans[]): Plans => ({
  plans: each.flatMap(({ plans }) => plans),
  findings: each.flatMap(({ findings }) => findings),
});
