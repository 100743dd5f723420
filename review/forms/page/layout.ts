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

/** A place in a column: of a box, or of an arrow that passes. */
interface Station {
  readonly key: string;
  readonly column: number;
  readonly box: boolean;
}

/** The stations of an arrow: its ends, and one in every column it passes. */
function stationsOf({ from, to }: Arrow, boxes: ReadonlyMap<string, Station>): readonly Station[] {
  const [start, end] = [boxes.get(from), boxes.get(to)];
  if (!start || !end) return [];
  const step = Math.sign(end.column - start.column);
  const between = Array.from({ length: Math.max(0, Math.abs(end.column - start.column) - 1) }, (_, index) => {
    const column = start.column + step * (index + 1);
    return { key: JSON.stringify([from, to, column]), column, box: false };
  });
  return [start, ...between, end];
}

/** Orders each column by the mean place of what its stations are joined to, to and fro, so that few lines cross. */
function order(columns: readonly Station[][], joined: ReadonlyMap<Station, readonly Station[]>): void {
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

type Way = Arrow & { readonly stations: readonly Station[] };

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

/** The upper left corner of every station, with the columns centred on each other. */
function cornersOf(columns: readonly (readonly Station[])[], sizes: Sizes): ReadonlyMap<Station, Point> {
  const { width, height, across, down } = sizes;
  const tallness = ({ box }: Station): number => (box ? height : 0) + down;
  const heights = columns.map((column) => column.reduce((sum, station) => sum + tallness(station), -down));
  const tallest = Math.max(0, ...heights);
  const corners = new Map<Station, Point>();
  columns.forEach((column, index) => {
    let y = (tallest - (heights[index] ?? 0)) / 2;
    for (const station of column) {
      corners.set(station, { x: index * (width + across), y });
      y += tallness(station);
    }
  });
  return corners;
}

/** The points at which an arrow leaves, passes and enters stations. */
function pointsOf({ stations }: Way, corners: ReadonlyMap<Station, Point>, { width, height }: Sizes): readonly Point[] {
  const [first, last] = [stations[0], stations.at(-1)];
  const forward = (last?.column ?? 0) > (first?.column ?? 0);
  return stations.flatMap((station): readonly Point[] => {
    const { x, y } = corners.get(station) ?? { x: 0, y: 0 };
    const middle = y + (station.box ? height / 2 : 0);
    const [left, right] = [
      { x, y: middle },
      { x: x + width, y: middle },
    ];
    if (station === first) return [forward ? right : left];
    if (station === last) return [forward ? left : right];
    return forward ? [left, right] : [right, left];
  });
}

/**
 * Places boxes in columns so that arrows lead to the right, except those that close a circle, and pass between boxes. The
 * same names and arrows are always placed the same way.
 */
export function layout(names: readonly string[], arrows: readonly Arrow[], sizes: Sizes): Layout {
  const sorted = [...new Set(names)].sort(byCodeUnit);
  const known = new Set(sorted);
  const drawn = arrows
    .filter(({ from, to }) => from !== to && known.has(from) && known.has(to))
    .sort((a, b) => byCodeUnit(a.from, b.from) || byCodeUnit(a.to, b.to));
  const columnOf = columnsOf(sorted, withoutCircles(sorted, drawn));
  const boxes = new Map(sorted.map((key) => [key, { key, column: columnOf.get(key) ?? 0, box: true }]));
  const ways = drawn.map((arrow) => ({ ...arrow, stations: stationsOf(arrow, boxes) }));
  const passed = ways.flatMap(({ stations }) => stations.filter(({ box }) => !box));
  const columns: Station[][] = Array.from({ length: Math.max(0, ...columnOf.values()) + 1 }, () => []);
  for (const station of [...boxes.values(), ...passed]) columns[station.column]?.push(station);
  order(columns, joinedBy(ways));
  const corners = cornersOf(columns, sizes);
  return {
    width: columns.length * (sizes.width + sizes.across) - sizes.across,
    height: Math.max(0, ...[...corners].map(([{ box }, { y }]) => y + (box ? sizes.height : 0))),
    boxes: new Map([...boxes].map(([name, station]) => [name, corners.get(station) ?? { x: 0, y: 0 }])),
    arrows: ways.map((way) => ({ from: way.from, to: way.to, points: pointsOf(way, corners, sizes) })),
  };
}
