import { byCodeUnit } from '../../../manifest/types';

/** An arrow between two boxes, by their names. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
}

/** A place in a column: of a box, or of an arrow that passes. */
export interface Station {
  readonly key: string;
  readonly column: number;
  readonly box: boolean;
}

/** An arrow with the stations it passes, its ends among them. */
export type Way = Arrow & { readonly stations: readonly Station[] };

/** Arrows without those that close a circle, found by following them from the boxes that mostly lead to others. */
function withoutCircles(names: readonly string[], arrows: readonly Arrow[]): readonly Arrow[] {
  const surplus = new Map(names.map((name) => [name, 0]));
  for (const { from, to } of arrows) {
    surplus.set(from, (surplus.get(from) ?? 0) + 1);
    surplus.set(to, (surplus.get(to) ?? 0) - 1);
  }
  const sources = [...names].sort((a, b) => (surplus.get(b) ?? 0) - (surplus.get(a) ?? 0) || byCodeUnit(a, b));
  const kept: Arrow[] = [];
  const done = new Set<string>();
  const follow = (name: string, way: ReadonlySet<string>): void => {
    if (done.has(name)) return;
    for (const arrow of arrows.filter(({ from }) => from === name)) {
      if (way.has(arrow.to)) continue;
      kept.push(arrow);
      follow(arrow.to, new Set([...way, arrow.to]));
    }
    done.add(name);
  };
  for (const name of sources) follow(name, new Set([name]));
  return kept;
}

/** The column of each box: one behind the furthest of those that lead to it, circles aside. */
export function columnsOf(names: readonly string[], all: readonly Arrow[]): ReadonlyMap<string, number> {
  const arrows = withoutCircles(names, all);
  const columns = new Map<string, number>();
  const columnOf = (name: string): number => {
    const known = columns.get(name);
    if (known !== undefined) return known;
    const before = arrows.filter(({ to }) => to === name).map(({ from }) => columnOf(from) + 1);
    const column = Math.max(0, ...before);
    columns.set(name, column);
    return column;
  };
  for (const name of names) columnOf(name);
  return columns;
}

function joinedBy(ways: readonly Way[]): ReadonlyMap<Station, readonly Station[]> {
  const joined = new Map<Station, Station[]>();
  const note = (a: Station, b: Station): void => void joined.set(a, [...(joined.get(a) ?? []), b]);
  for (const { stations } of ways)
    for (const [index, station] of stations.entries()) {
      const next = stations[index + 1];
      if (!next) continue;
      note(station, next);
      note(next, station);
    }
  return joined;
}

/** Orders each column by the mean place of what its stations are joined to, to and fro, so that few lines cross. */
export function order(columns: readonly Station[][], ways: readonly Way[]): void {
  const joined = joinedBy(ways);
  const place = new Map<Station, number>();
  const note = (column: readonly Station[]): void =>
    column.forEach((station, index) => void place.set(station, (index + 0.5) / column.length));
  columns.forEach(note);
  const mean = (station: Station): number => {
    const others = joined.get(station) ?? [];
    if (others.length === 0) return place.get(station) ?? 0;
    return others.reduce((sum, other) => sum + (place.get(other) ?? 0), 0) / others.length;
  };
  for (let sweep = 0; sweep < SWEEPS; sweep++)
    for (const column of sweep % 2 === 0 ? columns : [...columns].reverse()) {
      const means = new Map(column.map((station) => [station, mean(station)]));
      column.sort((a, b) => (means.get(a) ?? 0) - (means.get(b) ?? 0) || byCodeUnit(a.key, b.key));
      note(column);
    }
}

const SWEEPS = 8;
