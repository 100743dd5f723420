import { onceEach } from '../manifest/once-each';
import { ROOT_FILE } from '../manifest/overlay-folder';
import { PLAN_FILE } from '../manifest/plan-file';
import type { Manifest } from '../manifest/types';
import type { Built } from './build';
import { planFileText } from './derive/plan-file';
import { overlayReadme } from './derive/readme';
import { document } from './emit';
import { ProblemError } from './problem';
import type { OutputFile } from './write';

/**
 * The files of an overlay as they are published.
 * @throws ProblemError where an object holds what YAML cannot
 */
export function output(built: Built): readonly OutputFile[] {
  const { name } = built.plan.overlay;
  return [
    ...built.files.map(({ path, manifest }) => file(name, path, manifest)),
    file(name, `${name}/${ROOT_FILE}`, ...built.root),
    file(name, `${name}/argocd-cm.yaml`, built.healthChecks),
    { path: `${name}/README.md`, text: overlayReadme(built) },
    { path: `${name}/${PLAN_FILE}`, text: planFileText(built) },
  ];
}

const textOf = onceEach((manifest: Manifest) => document(manifest));

function file(overlay: string, path: string, ...manifests: readonly Manifest[]): OutputFile {
  try {
    const [only, ...more] = manifests;
    return { path, text: only && more.length === 0 ? textOf(only) : document(...manifests) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [what = message, ...remedy] = message.split('; ');
    const problem = {
      overlay,
      path: [path.slice(overlay.length + 1)],
      message: what,
      remedy: remedy.join('; ') || 'mend the chart',
    };
    throw new ProblemError([problem]);
  }
}
