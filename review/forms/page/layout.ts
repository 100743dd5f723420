import { byCodeUnit } from '../../../manifest/types';

/** An arrow between two boxes, by their names. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
}

/** Sizes of a drawing: a box, and the room between boxes across and down. */
export interface Sizes {
  readonly width: number;
  readonly height: number;
  readonly across: number;
  readonly down: number;
}

/** A place in a drawing. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Boxes by their upper left corner, and arrows by the points they lead through. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Point>;
  readonly arrows: readonly (Arrow & { readonly points: readonly Point[] })[];
}

/** Arrows without those that close a circle, found by following them in the order of names. */
function withoutCircles(names: readonly string[], arrows: readonly Arrow[]): readonly Arrow[] {
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
  for (const name of names) follow(name, new Set([name]));
  return kept;
}

/** The column of each box: one behind the furthest of those that lead to it. */
function columnsOf(names: readonly string[], arrows: readonly Arrow[]): ReadonlyMap<string, number> {
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

/** The stations of an arrow: its ends, and one in every column it passes. */
const stationsOf = ({ from, to }: Arrow, columns: ReadonlyMap<string, number>): readonly string[] => {
  const [start, end] = [columns.get(from) ?? 0, columns.get(to) ?? 0];
  const [step, count] = [Math.sign(end - start), Math.max(0, Math.abs(end - start) - 1)];
  return [from, ...Array.from({ length: count }, (_, index) => `${from}→${to}@${start + step * (index + 1)}`), to];
};

/** Orders each column by the mean place of what its boxes are joined to, to and fro, so that few lines cross. */
function ordered(columns: readonly string[][], joined: ReadonlyMap<string, readonly string[]>): void {
  const place = new Map<string, number>();
  const note = (column: readonly string[]): void => {
    column.forEach((name, index) => {
      place.set(name, (index + 0.5) / column.length);
    });
  };
  columns.forEach(note);
  const mean = (name: string): number => {
    const others = joined.get(name) ?? [];
    if (others.length === 0) return place.get(name) ?? 0;
    return others.reduce((sum, other) => sum + (place.get(other) ?? 0), 0) / others.length;
  };
  for (let sweep = 0; sweep < SWEEPS; sweep++)
    for (const column of sweep % 2 === 0 ? columns : [...columns].reverse()) {
      const means = new Map(column.map((name) => [name, mean(name)]));
      column.sort((a, b) => (means.get(a) ?? 0) - (means.get(b) ?? 0) || byCodeUnit(a, b));
      note(column);
    }
}

const SWEEPS = 8;

const isBox = (station: string): boolean => !station.includes('→');

/**
 * Places boxes in columns so that arrows lead to the right, except those that close a circle, and through gaps between
 * boxes. The same names and arrows are always placed the same way.
 */
export function layout(names: readonly string[], arrows: readonly Arrow[], sizes: Sizes): Layout {
  const sorted = [...names].sort(byCodeUnit);
  const drawn = [...new Map(arrows.map((arrow) => [`${arrow.from}→${arrow.to}`, arrow])).values()].filter(
    ({ from, to }) => from !== to && names.includes(from) && names.includes(to),
  );
  const columnOf = columnsOf(sorted, withoutCircles(sorted, drawn));
  const ways = drawn.map((arrow) => ({ ...arrow, stations: stationsOf(arrow, columnOf) }));
  const columns: string[][] = Array.from({ length: Math.max(0, ...columnOf.values()) + 1 }, () => []);
  for (const name of sorted) columns[columnOf.get(name) ?? 0]?.push(name);
  for (const { stations } of ways)
    for (const station of stations) if (!isBox(station)) columns[Number(station.split('@').at(-1))]?.push(station);
  ordered(columns, joinedBy(ways.map(({ stations }) => stations)));
  return measured(columns, ways, sizes);
}

function joinedBy(ways: readonly (readonly string[])[]): ReadonlyMap<string, readonly string[]> {
  const joined = new Map<string, string[]>();
  const note = (a: string, b: string): void => void joined.set(a, [...(joined.get(a) ?? []), b]);
  for (const way of ways)
    way.slice(1).forEach((station, index) => {
      note(station, way[index] ?? '');
      note(way[index] ?? '', station);
    });
  return joined;
}

type Way = Arrow & { readonly stations: readonly string[] };

function measured(columns: readonly (readonly string[])[], ways: readonly Way[], sizes: Sizes): Layout {
  const { width, height, across, down } = sizes;
  const heightOf = (column: readonly string[]): number =>
    column.reduce((sum, name) => sum + (isBox(name) ? height : 0) + down, -down);
  const tallest = Math.max(0, ...columns.map(heightOf));
  const corners = new Map<string, Point>();
  columns.forEach((column, index) => {
    let y = (tallest - heightOf(column)) / 2;
    for (const name of column) {
      corners.set(name, { x: index * (width + across), y });
      y += (isBox(name) ? height : 0) + down;
    }
  });
  const corner = (name: string): Point => corners.get(name) ?? { x: 0, y: 0 };
  const arrows = ways.map(({ from, to, stations }) => {
    const forward = corner(to).x > corner(from).x;
    const points = stations.flatMap((name): readonly Point[] => {
      const { x, y } = corner(name);
      const [left, right] = [
        { x, y: y + (isBox(name) ? height / 2 : 0) },
        { x: x + width, y: y + (isBox(name) ? height / 2 : 0) },
      ];
      if (name === from) return [forward ? right : left];
      if (name === to) return [forward ? left : right];
      return forward ? [left, right] : [right, left];
    });
    return { from, to, points };
  });
  const boxes = new Map([...corners].filter(([name]) => isBox(name)));
  return { width: columns.length * (width + across) - across, height: tallest, boxes, arrows };
}
