import type { Fields } from '../../manifest/types';
import { ofEach } from '../each';
import { error, type Rule, type Verdict } from '../finding';
import { below } from '../keys';
import type { Item } from '../tree';

/** Fields only the cluster writes. Source: Kubernetes API conventions, Metadata. */
const CLUSTER_METADATA: readonly string[] = [
  'creationTimestamp',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
];

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

const isMapOrMissing = (spec: Fields): boolean =>
  spec === undefined || (typeof spec === 'object' && !Array.isArray(spec));

const ofSpec = (item: Item): readonly Verdict[] =>
  isMapOrMissing(item.raw.spec)
    ? []
    : [error(item, 'spec', 'The value is no map.', 'Write the fields of the object below it.')];

const values = (item: Item): readonly Verdict[] =>
  item.rawSurvey.flaws.map(({ at, fault }) =>
    error(item, at, `The value ${fault}.`, 'Leave the key out or give it a proper value.'),
  );

const clusterFields = (item: Item): readonly Verdict[] => {
  const { metadata, status } = item.raw;
  const written = CLUSTER_METADATA.filter((field) => isGiven(metadata[field])).map((field) => below('metadata', field));
  return [...written, ...(isGiven(status) ? ['status'] : [])].map((at) =>
    error(item, at, 'Only the cluster writes this field.', 'Leave it out.'),
  );
};

const isClean = ({ raw, rawSurvey }: Item): boolean =>
  rawSurvey.flaws.length === 0 &&
  isMapOrMissing(raw.spec) &&
  raw.status === undefined &&
  !CLUSTER_METADATA.some((field) => raw.metadata[field] !== undefined);

/** Values are plain, present and printable, and nothing is written that only the cluster may write. */
export const cleanValues: Rule = {
  id: 'clean-values',
  why: 'A null or a stray character is refused by server-side apply, or shows as a difference for ever.',
  check: ofEach((item) => (isClean(item) ? [] : [...ofSpec(item), ...values(item), ...clusterFields(item)])),
};
