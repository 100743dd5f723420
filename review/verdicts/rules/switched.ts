import { groupKind } from '../../../manifest/kinds';
import type { Fields } from '../../../manifest/types';
import { type Rule, verdict } from '../verdict';
import type { Switches } from './switch';
import { switches } from './switches';
import { switchesOfOperators } from './switches-of-operators';

const SWITCHES: Switches = { ...switches, ...switchesOfOperators };

const at = (object: Fields, path: readonly string[]): Fields => path.reduce((inner, name) => inner?.[name], object);

/** Fields that are switched to a value with consequences. */
export const switched: Rule = ({ before, after }) => {
  if (!before || !after) return [];
  return (SWITCHES[groupKind(after.manifest)] ?? []).flatMap(({ path, to, says: saying, byDefault }) => {
    const steps = path.split('/');
    const [old, now] = [before, after].map(({ manifest }) => at(manifest, steps) ?? byDefault);
    return old !== now && to.includes(now) && !to.includes(old) ? [verdict(saying, steps)] : [];
  });
};
