import { differenceOf } from '../lines';
import { h } from './dom';

/** A line with the part marked in which it differs from its other side. */
export function marked(text: string, other: string | undefined, side: 'before' | 'after'): readonly (Node | string)[] {
  if (other === undefined) return [text];
  const difference = side === 'before' ? differenceOf(text, other) : differenceOf(other, text);
  if (!difference || difference[side] <= difference.start) return [text];
  const { start, [side]: end } = difference;
  return [text.slice(0, start), h('mark', {}, text.slice(start, end)), text.slice(end)];
}
