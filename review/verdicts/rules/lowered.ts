import { groupKind } from '../../../manifest/kinds';
import type { Fields } from '../../../manifest/types';
import { type Rule, verdict } from '../verdict';
import type { Figures } from './figure';
import { figures as builtIn } from './figures';
import { figuresOfOperators } from './figures-of-operators';

const FIGURES: Figures = { ...builtIn, ...figuresOfOperators };

const at = (object: Fields, path: readonly string[]): Fields => path.reduce((inner, name) => inner?.[name], object);

/** Figures that fall, or rise, to where fewer copies, shorter memory or weaker guards follow. */
export const lowered: Rule = ({ before, after }) => {
  if (!before || !after) return [];
  const figures = FIGURES[groupKind(after.manifest)] ?? [];
  return figures.flatMap(({ path, measure, says: saying, rising, byDefault }) => {
    const steps = path.split('/');
    const [old, now] = [before, after].map(({ manifest }) => measure(at(manifest, steps) ?? byDefault));
    if (old === undefined || now === undefined || old === now) return [];
    return now < old === !rising ? [verdict(saying, steps)] : [];
  });
};
