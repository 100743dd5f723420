import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { byCodeUnit } from '../manifest/types';
import { type Finding, isOverlay, Neighbourhood, type Reading, readBelow, readFile, verifyAmong } from '../verify';

/** What was judged, and what was found. */
export interface Judgement {
  readonly overlays: readonly string[];
  readonly objects: number;
  /** Findings with paths as the person who asked would write them. */
  readonly findings: readonly Finding[];
}

/** One installation to judge: a folder, or a single file. */
interface Source {
  /** Folder or file, below the working directory where it is there. */
  readonly path: string;
  /** Name of the overlay, which paths in messages begin with. */
  readonly overlay: string;
  readonly isFile: boolean;
}

const sourceOf = (path: string, isFile: boolean): Source => {
  const shown = relative('', path) || '.';
  return { path: shown, overlay: basename(resolve(isFile ? dirname(path) : path)), isFile };
};

/** A folder is one installation, unless folders in it are overlays: then each of them is. */
function sourcesIn(path: string): readonly Source[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new Error(`${path}: there is no such folder; name one that exists`);
  if (!found.isDirectory()) return [sourceOf(path, true)];
  if (isOverlay(path)) return [sourceOf(path, false)];
  const folders = readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => join(path, name))
    .sort(byCodeUnit);
  return folders.some(isOverlay) ? folders.map((folder) => sourceOf(folder, false)) : [sourceOf(path, false)];
}

const read = ({ path, overlay, isFile }: Source): Reading =>
  isFile ? readFile(path, `${overlay}/${basename(path)}`) : readBelow(path, `${overlay}/`);

/** Findings but for those about kinds that are allowed by name. */
const without = (findings: readonly Finding[], allowed: readonly string[]): readonly Finding[] =>
  allowed.length === 0
    ? findings
    : findings.filter(({ rule, object }) => {
        const [kind = ''] = object.split(' ');
        return rule !== 'unknown-kind' || !allowed.some((name) => kind === name || kind.startsWith(`${name}.`));
      });

/** Overlays are read and judged one after the other, so that only one is held in memory. */
function judge(source: Source, allowed: readonly string[], neighbours: Neighbourhood): Judgement {
  const { files, findings, plans } = read(source);
  const home = source.isFile ? dirname(source.path) : source.path;
  const shown = (path: string): string => join(home, path.slice(source.overlay.length + 1));
  const judged = verifyAmong(neighbours, files, plans, shown, findings);
  return {
    overlays: [source.overlay],
    objects: files.length,
    findings: without(judged, allowed).map((finding) => ({
      ...finding,
      path: shown(finding.path),
    })),
  };
}

/**
 * Judges folders and files: each overlay for itself, and those of one cluster among themselves.
 * @param allowed kinds nothing is known of that are no error, as `Widget.example.com`
 * @throws Error for a path that does not exist, or when there is no YAML below it.
 */
export function judgeAll(paths: readonly string[], allowed: readonly string[]): Judgement {
  const neighbours = new Neighbourhood();
  const all = paths.flatMap(sourcesIn).map((source) => judge(source, allowed, neighbours));
  const objects = all.reduce((sum, own) => sum + own.objects, 0);
  const findings = [...all.flatMap((own) => own.findings), ...neighbours.findings()];
  if (objects === 0 && findings.length === 0) {
    throw new Error(`${paths.join(', ')}: there is no YAML below; name a folder with manifests`);
  }
  return { overlays: all.flatMap((own) => own.overlays), objects, findings };
}
