/**
 * What a value must look like, as the pack keeps it:
 * - a text names a scalar (`string`, `int32`, `quantity`, `any`: see `scalars.ts`) or another shape of the pack
 *   (`core.v1.Container`, `#a1b2c`);
 * - a list of one shape is a list of such values;
 * - everything else is a map of facts.
 */
export type Shape = string | readonly [Shape] | ShapeFacts;

/**
 * Facts about a value. Where `type` is missing it follows from the rest: `fields` or `values` make it a map, `items` a
 * list. The facts named as in OpenAPI mean what they mean there.
 */
export interface ShapeFacts {
  /** Name of a scalar; `any` judges no type. */
  readonly type?: string;
  /** Fields of a map. Others are faults, unless it is `open` or has `values`. */
  readonly fields?: Readonly<Record<string, Shape>>;
  /** Shape of all values of a map whose keys are free. */
  readonly values?: Shape;
  /** Shape of the entries of a list. */
  readonly items?: Shape;
  /** Fields no two entries of a list may share, and by which Kubernetes merges it. */
  readonly keys?: readonly string[];
  /** Whether no two entries of a list may be equal. */
  readonly set?: boolean;
  /** Whether unknown fields are kept, at this very map and not below its known fields. */
  readonly open?: boolean;
  /** Whether the map is an object of its own, with apiVersion, kind and metadata. */
  readonly resource?: boolean;
  /** Fields that must be there. */
  readonly required?: readonly string[];
  /** Fields that must be there with another value than the zero of their type. */
  readonly needs?: readonly string[];
  /** What the cluster writes into fields that are missing. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  /** A regular expression in the syntax of RE2. */
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly allOf?: readonly Shape[];
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly not?: Shape;
}

/** Whether a shape is a map of facts. */
export const isFacts = (shape: Shape): shape is ShapeFacts => typeof shape !== 'string' && !Array.isArray(shape);
