import type { Fields } from '../../manifest/types';
import { shapeOf } from '../../verify/schema/compile';
import { isFacts, type Shape } from '../../verify/schema/shape';
import type { Release } from './releases';
import { ZERO_IS_FINE } from './zero-values';

/** Definitions that are more, or less, than their schema says. */
const SPECIAL: Readonly<Record<string, Shape>> = {
  'apiextensions.v1.CustomResourceSubresourceStatus': 'object',
  'meta.v1.FieldsV1': 'object',
  'resource.Quantity': 'quantity',
  'runtime.RawExtension': 'object',
  'util.intstr.IntOrString': 'int-or-string',
};

/** The name of a definition without what all of them share: `core.v1.Container`. */
export const shortName = (name: string): string =>
  name.replace(/^io\.k8s\.(api\.|apimachinery\.pkg\.(apis?\.)?|[a-z-]+\.pkg\.apis\.)/, '');

const fullIn = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);

/** A schema whose references are names of shapes, and whose maps are open unless they name fields. */
function referring(schema: Fields): Fields {
  const { $ref, items, properties, additionalProperties: free } = schema;
  if ($ref) return { $ref: shortName(fullIn($ref)) };
  return {
    ...schema,
    ...(items && { items: referring(items) }),
    ...(schema.type === 'object' && !properties && { additionalProperties: free ? referring(free) : true }),
  };
}

const ZERO: readonly string[] = ['""', '0', 'false', '{}'];

/** Whether an object of a definition is at fault when it is empty: Go has one where the field is missing. */
const isNeedy = (full: string, release: Release): boolean => {
  const definition = release.definitions[full] ?? {};
  if (neededOf(shortName(full), definition).length > 0) return true;
  return Object.entries<Fields>(definition.properties ?? {}).some(
    ([field, { $ref }]) => $ref && defaultOf(full, field, release) === '{}' && isNeedy(fullIn($ref), release),
  );
};

const defaultOf = (full: string, field: string, { defaults }: Release): string | undefined =>
  JSON.stringify(defaults[full]?.properties?.[field]?.default);

/** What stands in a missing field, unless that is the zero of its type and the zero is fine. */
const presetOf = (full: string, field: string, schema: Fields, release: Release): Fields => {
  const preset = defaultOf(full, field, release);
  if (preset === undefined) return {};
  const isTelling = schema.$ref ? preset !== '{}' || isNeedy(fullIn(schema.$ref), release) : !ZERO.includes(preset);
  return isTelling ? { default: JSON.parse(preset) } : {};
};

/** An optional field may hold the empty text, which Go cannot tell from a missing one. */
const withEnum = (field: Fields, values: readonly string[] | undefined, isNeeded: boolean): Fields => {
  if (!values) return field;
  if (field.type === 'array') return { ...field, items: { ...field.items, enum: values } };
  return { ...field, enum: isNeeded ? values : ['', ...values] };
};

/** A list that patches merge by a key is merged by it in server-side apply too. Source: kube-openapi, schemaconv. */
const withKeys = (field: Fields): Fields => {
  const key = field['x-kubernetes-patch-merge-key'];
  const merges = String(field['x-kubernetes-patch-strategy']).includes('merge');
  if (!key || !merges || field['x-kubernetes-list-type']) return field;
  return { ...field, 'x-kubernetes-list-map-keys': [key] };
};

const neededOf = (name: string, { required = [], properties }: Fields): readonly string[] => {
  const type = name.slice(name.lastIndexOf('.') + 1);
  return required.filter(
    (field: string) => !ZERO_IS_FINE.has(`${type}.${field}`) && properties[field]?.type !== 'boolean',
  );
};

/** The shape of a definition. What the cluster reports in the `status` of a kind is left open. */
export function definitionShape(full: string, release: Release): Shape {
  const { definitions, enums } = release;
  const name = shortName(full);
  const special = SPECIAL[name];
  if (special) return special;
  const { required: _, ...definition } = definitions[full] ?? {};
  const needs = neededOf(name, definitions[full] ?? {});
  const isKind = definition['x-kubernetes-group-version-kind'] !== undefined;
  const properties = Object.entries<Fields>(definition.properties ?? {}).map(([field, schema]): [string, Fields] => {
    if (isKind && ['apiVersion', 'kind'].includes(field)) return [field, { type: 'string' }];
    if (isKind && field === 'status') return [field, {}];
    const whole = withKeys(withEnum(referring(schema), enums[full]?.[field], needs.includes(field)));
    return [field, needs.includes(field) ? whole : { ...whole, ...presetOf(full, field, schema, release) }];
  });
  const shape = shapeOf({
    ...definition,
    ...(definition.properties && { properties: Object.fromEntries(properties) }),
  });
  return needs.length > 0 && isFacts(shape) ? { ...shape, needs } : shape;
}
