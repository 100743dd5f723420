import { byCodeUnit } from '../../../manifest/types';
import { type Arrow, columnsOf, order, type Station, type Way } from './columns';

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
  const columnOf = columnsOf(sorted, drawn);
  const boxes = new Map(sorted.map((key) => [key, { key, column: columnOf.get(key) ?? 0, box: true }]));
  const ways = drawn.map((arrow) => ({ ...arrow, stations: stationsOf(arrow, boxes) }));
  const passed = ways.flatMap(({ stations }) => stations.filter(({ box }) => !box));
  const columns: Station[][] = Array.from({ length: Math.max(0, ...columnOf.values()) + 1 }, () => []);
  for (const station of [...boxes.values(), ...passed]) columns[station.column]?.push(station);
  order(columns, ways);
  const corners = cornersOf(columns, sizes);
  return {
    width: columns.length * (sizes.width + sizes.across) - sizes.across,
    height: Math.max(0, ...[...corners].map(([{ box }, { y }]) => y + (box ? sizes.height : 0))),
    boxes: new Map([...boxes].map(([name, station]) => [name, corners.get(station) ?? { x: 0, y: 0 }])),
    arrows: ways.map((way) => ({ from: way.from, to: way.to, points: pointsOf(way, corners, sizes) })),
  };
}
