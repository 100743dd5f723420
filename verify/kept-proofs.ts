import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Footprint } from './clusters/footprint';
import type { Neighbourhood } from './clusters/neighbourhood';
import type { Finding } from './finding';

/** A file as it is going to be published. */
interface Text {
  readonly path: string;
  readonly text: string;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Rooms a verdict follows from: the rules with their data, and what they know of manifests. */
const ROOMS: readonly string[] = ['manifest', 'verify'];

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesIn(path) : [path];
    })
    .sort();

/**
 * Stands for everything a verdict follows from besides what is judged: the sources of the rules, their libraries by the
 * lock file, and Node.js.
 * @throws Error where one of them cannot be read
 */
export function judges(root = ROOT): string {
  const hash = createHash('sha256').update(process.version);
  for (const path of [...ROOMS.flatMap((room) => filesIn(join(root, room))), join(root, 'package-lock.json')])
    hash.update(`\0${path.slice(root.length)}\0`).update(readFileSync(path));
  return hash.digest('hex');
}

/** What is kept, as JSON can hold it. */
const packed = (footprint: Footprint): string =>
  JSON.stringify({ ...footprint, clusters: [...footprint.clusters] } satisfies Record<keyof Footprint, unknown>);

const unpacked = (text: string): Footprint => {
  const footprint = JSON.parse(text);
  return { ...footprint, clusters: new Map(footprint.clusters) };
};

/**
 * Proofs of earlier runs. Of an overlay whose files are the very same, byte by byte, and whose judges are, nothing else
 * can come out, so that it need not be judged again. Only those without any finding are kept: what there is to say is said
 * in every run. Whatever cannot be read or written counts as not kept.
 */
export class KeptProofs {
  readonly #folder: string;
  readonly #judges: string;

  /**
   * @param folder where they are kept, a file an overlay
   * @param by who judges, as of `judges`
   */
  constructor(folder: string, by: string) {
    this.#folder = folder;
    this.#judges = by;
  }

  /** The proofs of a folder; none where nobody can tell by whom they were made. */
  static in(folder: string): KeptProofs | undefined {
    try {
      return new KeptProofs(folder, judges());
    } catch {
      return undefined;
    }
  }

  /**
   * What there is to say of an overlay, which is taken down among its neighbours.
   * @param judge judges it and takes it down, where that has not been done before
   */
  findings(
    overlay: string,
    texts: readonly Text[],
    neighbours: Neighbourhood,
    judge: () => readonly Finding[],
  ): readonly Finding[] {
    const key = this.#keyOf(texts);
    const kept = this.#read(overlay, key);
    if (kept) {
      neighbours.add(kept);
      return [];
    }
    const found = judge();
    const footprint = neighbours.of(overlay);
    if (found.length === 0 && footprint) this.#write(overlay, `${key}\n${packed(footprint)}`);
    return found;
  }

  #keyOf(texts: readonly Text[]): string {
    const hash = createHash('sha256').update(this.#judges);
    for (const { path, text } of texts) hash.update(`\0${path}\0${text}`);
    return hash.digest('hex');
  }

  #file(overlay: string): string {
    return join(this.#folder, `${encodeURIComponent(overlay)}.proof`);
  }

  #read(overlay: string, key: string): Footprint | undefined {
    try {
      const text = readFileSync(this.#file(overlay), 'utf8');
      return text.startsWith(`${key}\n`) ? unpacked(text.slice(key.length + 1)) : undefined;
    } catch {
      return undefined;
    }
  }

  #write(overlay: string, text: string): void {
    const draft = `${this.#file(overlay)}.${process.pid}`;
    try {
      mkdirSync(this.#folder, { recursive: true });
      writeFileSync(draft, text);
      renameSync(draft, this.#file(overlay));
    } catch {
      // Judging it again is all that comes of it.
    }
  }
}
