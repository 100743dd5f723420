import type { Fields } from '../../manifest/types';
import { SCALARS } from './scalars';
import type { Shape, ShapeFacts } from './shape';

/** Facts whose names and meanings are those of OpenAPI. */
const SAME = [
  'enum',
  'exclusiveMaximum',
  'exclusiveMinimum',
  'maxItems',
  'maxLength',
  'maxProperties',
  'maximum',
  'minItems',
  'minLength',
  'minProperties',
  'minimum',
  'multipleOf',
  'nullable',
  'pattern',
  'required',
] as const;

/** Facts that say nothing when they hold this. */
const IDLE: Readonly<Record<string, unknown>> = {
  exclusiveMaximum: false,
  exclusiveMinimum: false,
  minItems: 0,
  minLength: 0,
  minProperties: 0,
  nullable: false,
};

/** The pattern by which CRDs describe a quantity. Source: controller-tools, markers for resource.Quantity. */
const QUANTITY =
  '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$';

const isIntOrString = (schema: Fields): boolean =>
  schema['x-kubernetes-int-or-string'] === true || schema.format === 'int-or-string';

const isOpen = (schema: Fields): boolean =>
  schema['x-kubernetes-preserve-unknown-fields'] === true || schema.additionalProperties === true;

const typeOf = (schema: Fields): string | undefined => {
  if (isIntOrString(schema)) return schema.pattern === QUANTITY ? 'int-or-quantity' : 'int-or-string';
  const isFormat = schema.format !== schema.type && SCALARS.get(schema.format)?.base === schema.type;
  return isFormat ? schema.format : schema.type;
};

const same = (schema: Fields): Fields =>
  Object.fromEntries(
    SAME.filter((name) => schema[name] !== undefined && schema[name] !== IDLE[name]).map((name) => [
      name,
      schema[name],
    ]),
  );

const mapped = (schemas: Fields, shape: (schema: Fields) => Shape): Readonly<Record<string, Shape>> =>
  Object.fromEntries(Object.entries<Fields>(schemas ?? {}).map(([name, schema]) => [name, shape(schema)]));

const defaultsOf = (schemas: Fields): Fields =>
  Object.fromEntries(
    Object.entries<Fields>(schemas ?? {})
      .filter(([, schema]) => schema.default !== undefined && schema.default !== null)
      .map(([name, schema]) => [name, schema.default]),
  );

const branchesOf = (schema: Fields): Fields => ({
  ...(schema.allOf && { allOf: schema.allOf.map(branchOf) }),
  ...(schema.anyOf && !isIntOrString(schema) && { anyOf: schema.anyOf.map(branchOf) }),
  ...(schema.oneOf && { oneOf: schema.oneOf.map(branchOf) }),
  ...(schema.not && { not: branchOf(schema.not) }),
});

const listFacts = (schema: Fields): Fields => ({
  ...(schema['x-kubernetes-list-map-keys'] && { keys: schema['x-kubernetes-list-map-keys'] }),
  ...((schema['x-kubernetes-list-type'] === 'set' || schema.uniqueItems === true) && { set: true }),
});

/** Facts without a type or an empty `fields` where the rest says as much; a bare text or list where that is all. */
const tersely = ({ type, ...facts }: Fields): Shape => {
  const told = facts.fields || facts.values ? 'object' : facts.items ? 'array' : 'any';
  const names = Object.keys(facts);
  if (names.length === 0) return type ?? 'any';
  if (names.length === 1 && facts.items && type === 'array') return [facts.items];
  if (names.length === 1 && facts.open) return type === 'object' ? 'object' : 'any';
  return (type ?? 'any') === told ? facts : { type: type ?? 'any', ...facts };
};

const objectFacts = (schema: Fields): Fields => {
  const free = schema.additionalProperties;
  const values = typeof free === 'object' ? { values: shapeOf(free) } : {};
  const defaults = defaultsOf(schema.properties);
  const closed =
    schema.type === 'object' && !isOpen(schema) && !values.values && !schema['x-kubernetes-embedded-resource'];
  return {
    ...((schema.properties || closed) && { fields: mapped(schema.properties, shapeOf) }),
    ...values,
    ...(isOpen(schema) && { open: true }),
    ...(schema['x-kubernetes-embedded-resource'] && { resource: true }),
    ...(Object.keys(defaults).length > 0 && { defaults }),
  };
};

/**
 * The shape an OpenAPI schema describes, as Kubernetes reads the structural schema of a CRD: a map keeps only the
 * fields it names. Descriptions, unknown formats and CEL rules are left out. `$ref` is the name of a shape.
 */
export function shapeOf(schema: Fields): Shape {
  if (typeof schema.$ref === 'string') return schema.$ref;
  const known = same(schema);
  const { pattern, ...rest } = known;
  return tersely({
    type: typeOf(schema),
    ...(typeOf(schema) === 'int-or-quantity' ? rest : known),
    ...objectFacts(schema),
    ...(schema.items && { items: shapeOf(schema.items) }),
    ...listFacts(schema),
    ...branchesOf(schema),
  });
}

/** A branch of allOf, anyOf, oneOf or not: it judges values, and never closes the map it looks at. */
function branchOf(schema: Fields): Shape {
  return tersely({
    type: typeOf(schema),
    ...same(schema),
    ...(schema.properties && { fields: mapped(schema.properties, branchOf) }),
    ...(typeof schema.additionalProperties === 'object' && { values: branchOf(schema.additionalProperties) }),
    ...(schema.items && { items: branchOf(schema.items) }),
    ...branchesOf(schema),
  });
}

/** What every object has, or what people do not write. */
const ENVELOPE: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'status']);

/**
 * The shape of a custom resource, from the schema of one version of its CRD. apiVersion, kind and metadata are implied;
 * `metadata` holds only what the CRD asks beyond, and judges values without closing anything. `status` is left out.
 */
export function customShapeOf(schema: Fields): ShapeFacts {
  const { metadata = {}, ...fields } = schema?.properties ?? {};
  const properties = Object.fromEntries(Object.entries(fields).filter(([name]) => !ENVELOPE.has(name)));
  const required = (schema?.required ?? []).filter((name: string) => !ENVELOPE.has(name));
  const { required: _, ...root } = schema ?? {};
  const shape = shapeOf({ ...root, type: 'object', properties, ...(required.length > 0 && { required }) });
  const beyond = branchOf({ ...metadata, type: undefined });
  const facts: Fields = typeof shape === 'string' ? { open: true, fields: {} } : shape;
  return beyond === 'any' ? facts : { ...facts, fields: { ...facts.fields, metadata: beyond } };
}
