import type { Fields } from '../../manifest/types';
import { error, type Rule, type Verdict } from '../finding';
import { below } from '../leaves';
import { query } from '../query';
import type { Item } from '../tree';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff\ufffe\uffff]/;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Fields only the cluster writes. Source: Kubernetes API conventions, Metadata. */
const CLUSTER_FIELDS: readonly string[] = [
  'metadata.creationTimestamp',
  'metadata.deletionTimestamp',
  'metadata.generation',
  'metadata.managedFields',
  'metadata.resourceVersion',
  'metadata.selfLink',
  'metadata.uid',
  'status',
];

const textFault = (text: string): string | undefined => {
  if (CONTROL.test(text)) return 'holds a control character';
  return LONE_SURROGATE.test(text) ? 'holds half of a character (a lone surrogate)' : undefined;
};

const FAULTS: Readonly<Record<string, (value: Fields) => string | undefined>> = {
  bigint: () => 'is a BigInt, which YAML does not know',
  function: () => 'is a function',
  number: (value) => (Number.isFinite(value) ? undefined : `is ${value}`),
  string: textFault,
  symbol: () => 'is a symbol',
  undefined: () => 'is undefined',
};

const isMap = (value: Fields): boolean => [Object.prototype, null].includes(Object.getPrototypeOf(value));

/** Calls `report` for every value, and every key, that must not stand in a manifest. */
function inspect(value: Fields, at: string, report: (at: string, fault: string) => void): void {
  if (value === null) report(at, 'is null');
  else if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) inspect(value[index], `${at}[${index}]`, report);
  } else if (typeof value !== 'object') {
    const fault = FAULTS[typeof value]?.(value);
    if (fault) report(at, fault);
  } else if (!isMap(value)) report(at, `is a ${value.constructor?.name ?? 'class'}, not plain data`);
  else {
    for (const key of Object.keys(value)) {
      const fault = textFault(key);
      if (fault) report(below(at, key), `has a name that ${fault}`);
      inspect(value[key], below(at, key), report);
    }
  }
}

const values = (item: Item): readonly Verdict[] => {
  const verdicts: Verdict[] = [];
  const { spec } = item.raw;
  if (spec !== undefined && (typeof spec !== 'object' || Array.isArray(spec))) {
    verdicts.push(error(item, 'spec', 'The value is no map.', 'Write the fields of the object below it.'));
  }
  inspect(item.raw, '', (at, fault) => {
    verdicts.push(error(item, at, `The value ${fault}.`, 'Leave the key out or give it a proper value.'));
  });
  return verdicts;
};

const clusterFields = (item: Item): readonly Verdict[] =>
  CLUSTER_FIELDS.flatMap((path) => query(item.raw, path)).map(({ at }) =>
    error(item, at, 'Only the cluster writes this field.', 'Leave it out.'),
  );

/** Values are plain, present and printable, and nothing is written that only the cluster may write. */
export const cleanValues: Rule = {
  id: 'clean-values',
  why: 'A null or a stray character is refused by server-side apply, or shows as a difference for ever.',
  check: (tree) => tree.items.flatMap((item) => [...values(item), ...clusterFields(item)]),
};
