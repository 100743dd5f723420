import { existsSync, lstatSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import pc from 'picocolors';
import { ROOT_FILE } from '../manifest/overlay-folder';
import type { ManifestFile } from '../manifest/types';
import { type Built, build } from '../platform/build';
import { output } from '../platform/output';
import type { AddonCatalog, Catalog, Overlay } from '../platform/overlay';
import { plan } from '../platform/plan';
import { nearest, type Problem, ProblemError, sentence } from '../platform/problem';
import { SharedObjects } from '../platform/shared-objects';
import { type OutputFile, publish } from '../platform/write';
import { blocks, type Finding, KeptProofs, Neighbourhood, verifyAmong } from '../verify';

/** What to synthesize, and where to. */
export interface SynthOptions {
  /** Reads the overlays; may throw a `ProblemError` for a roster that cannot be read. */
  overlays(): readonly Overlay[];
  readonly catalog: Catalog;
  readonly addons: AddonCatalog;
  /** Names of the overlays to render; all where empty. The others' folders are left alone. */
  readonly only: readonly string[];
  /** Folder that holds the published tree. */
  readonly output: string;
  /**
   * Where `cdk8s synth` looks for manifests. It empties that folder before we run, so it must not be the published
   * tree: the default one, `.dist`, is made a link to it. Any other folder is taken as the output itself.
   */
  readonly cdk8sOutput?: string | undefined;
  /** Folder of proofs that are kept from run to run; without it every overlay is judged in every run. */
  readonly proofs?: string;
}

/**
 * Overlays → plans → objects → proof → files. Publishes nothing unless every overlay passed.
 * Speaks on stderr, because `cdk8s synth` swallows stdout. Returns the exit code: 0, or 1 with every problem told.
 */
export function synth(options: SynthOptions): 0 | 1 {
  const started = process.hrtime.bigint();
  try {
    const all = options.overlays();
    const chosen = choose(all, options.only);
    const { files, warnings } = prove(chosen, options);
    const { target, link } = targets(options);
    const owned =
      options.only.length > 0
        ? chosen.map(({ name }) => name)
        : [...new Set([...all.map(({ name }) => name), ...folders(target)])];
    const { written, removed, unchanged } = publish(target, owned, files);
    if (link) pointAt(link, target);
    for (const warning of warnings) say(warning);
    const milliseconds = Number((process.hrtime.bigint() - started) / 1_000_000n);
    const counts = `${written.length} files written, ${removed.length} removed, ${unchanged} unchanged`;
    say(`${pc.green('published')} ${listed(chosen)} to ${target}/: ${counts} (${milliseconds} ms)`);
    return 0;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    for (const problem of error.problems) say(`${pc.red('error')} ${sentence(problem)}`);
    say(`${pc.red('nothing was written')}: ${options.output}/ is as it was`);
    return 1;
  }
}

const MANY = 8;

const listed = (overlays: readonly Overlay[]): string =>
  overlays.length > MANY ? `${overlays.length} overlays` : overlays.map(({ name }) => name).join(', ');

const say = (text: string): void => void process.stderr.write(`${text}\n`);

function choose(all: readonly Overlay[], only: readonly string[]): readonly Overlay[] {
  const names = all.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  const problems: Problem[] = [
    ...only
      .filter((name) => !names.includes(name))
      .map((name) => ({ overlay: name, path: [], message: 'there is no such overlay', remedy: nearest(name, names) })),
    ...twice.map((name) => ({
      overlay: name,
      path: [],
      message: 'two overlays have this name',
      remedy: 'rename one of them',
    })),
  ];
  if (problems.length > 0) throw new ProblemError(problems);
  return only.length > 0 ? all.filter(({ name }) => only.includes(name)) : all;
}

/** Every chosen overlay as proven files. Problems of all overlays are gathered before anything is told. */
function prove(
  overlays: readonly Overlay[],
  { catalog, addons, proofs: folder }: SynthOptions,
): { readonly files: readonly OutputFile[]; readonly warnings: readonly string[] } {
  const problems: Problem[] = [];
  const warnings: string[] = [];
  const shared = new SharedObjects();
  const neighbours = new Neighbourhood();
  const proofs = folder === undefined ? undefined : KeptProofs.in(folder);
  const files = overlays.flatMap((overlay): readonly OutputFile[] => {
    try {
      const built = build(plan(overlay, catalog, addons), shared);
      const { published, refusal } = attempt(built);
      const judge = () => verifyAmong(neighbours, manifestsOf(built));
      const findings = proofs && !refusal ? proofs.findings(overlay.name, published, neighbours, judge) : judge();
      const faults = findings.filter(blocks);
      problems.push(...faults.map((finding) => asProblem(overlay, finding)));
      // What YAML cannot hold the rules tell better, if they tell it.
      if (refusal && faults.length === 0) problems.push(...refusal.problems);
      warnings.push(...findings.filter((finding) => !blocks(finding)).map((finding) => told(overlay, finding)));
      return published;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      problems.push(...error.problems);
      return [];
    }
  });
  for (const finding of neighbours.findings()) {
    const overlay = { name: finding.path.slice(0, finding.path.indexOf('/')) };
    if (blocks(finding)) problems.push(asProblem(overlay, finding));
    else warnings.push(told(overlay, finding));
  }
  if (problems.length > 0) throw new ProblemError(problems);
  return { files, warnings };
}

function attempt(built: Built): { readonly published: readonly OutputFile[]; readonly refusal?: ProblemError } {
  try {
    return { published: output(built) };
  } catch (error) {
    if (error instanceof ProblemError) return { published: [], refusal: error };
    throw error;
  }
}

const manifestsOf = ({ plan: { overlay }, files, root, healthChecks }: Built): readonly ManifestFile[] => [
  ...files,
  ...root.map((manifest) => ({ path: `${overlay.name}/${ROOT_FILE}`, manifest })),
  { path: `${overlay.name}/argocd-cm.yaml`, manifest: healthChecks },
];

type Named = Pick<Overlay, 'name'>;

const asProblem = ({ name }: Named, { rule, path, object, at, message, remedy }: Finding): Problem => ({
  overlay: name,
  path: [path.replace(`${name}/`, ''), object, at ?? ''].filter(Boolean),
  message: `${trimmed(message)} [${rule}]`,
  remedy: trimmed(remedy),
});

const told = (overlay: Named, finding: Finding): string => {
  const text = sentence(asProblem(overlay, finding));
  return finding.waived === undefined
    ? `${pc.yellow('warning')} ${text}`
    : `${pc.dim('note')} ${text} Waived: ${trimmed(finding.waived)}.`;
};

const trimmed = (text: string): string => text.replace(/\.$/, '');

function targets({ output: published, cdk8sOutput }: SynthOptions): {
  readonly target: string;
  readonly link?: string;
} {
  if (!cdk8sOutput) return { target: published };
  return relative('.dist', cdk8sOutput) === '' ? { target: published, link: cdk8sOutput } : { target: cdk8sOutput };
}

const folders = (target: string): readonly string[] =>
  existsSync(target)
    ? readdirSync(target, { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() && !entry.name.startsWith('.') ? [entry.name] : [],
      )
    : [];

function pointAt(link: string, target: string): void {
  if (lstatSync(link, { throwIfNoEntry: false })) rmSync(link, { recursive: true });
  mkdirSync(dirname(resolve(link)), { recursive: true });
  symlinkSync(relative(dirname(resolve(link)), resolve(target)), link, 'junction');
}
