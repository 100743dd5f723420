/** A CRD with one field for every trap of structural schemas, and what belongs to it. */
const CRD = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: boats.sea.test}
spec:
  group: sea.test
  scope: Namespaced
  names: {kind: Boat, plural: boats}
  versions:
  - {name: v1alpha1, served: false, storage: false, schema: {openAPIV3Schema: {type: object}}}
  - {name: v1beta1, served: true, storage: false, deprecated: true, schema: {openAPIV3Schema: {type: object}}}
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          metadata: {type: object, properties: {name: {type: string, maxLength: 5}}}
          spec:
            type: object
            required: [rig]
            anyOf: [{required: [sail]}, {required: [oars]}, {properties: {rig: {enum: [none]}}}]
            not: {required: [sail, engine]}
            properties:
              rig: {type: string, default: none}
              sail: {type: string, pattern: '^((?i)main|jib)$'}
              oars: {type: integer, minimum: 2, multipleOf: 2}
              engine: {type: object}
              flag: {type: string, maxLength: 1}
              flags: {type: array, items: {type: string}, x-kubernetes-list-type: set}
              note: {type: string, nullable: true, minLength: 1}
              mood: {type: string, nullable: true, enum: [a]}
              since: {type: string, format: date-time}
              serial: {type: string, format: boatish}
              fee: {type: object, oneOf: [{required: [day]}, {required: [year]}], properties: {day: {type: integer}, year: {type: integer}}}
              tags: {type: object, minProperties: 1, maxProperties: 2, additionalProperties: {type: string}}
              berth: {x-kubernetes-int-or-string: true}
              cargo:
                type: object
                x-kubernetes-preserve-unknown-fields: true
                properties:
                  box: {type: object, properties: {size: {type: integer}}}
              crew: {type: object, x-kubernetes-embedded-resource: true, properties: {spec: {type: object, x-kubernetes-preserve-unknown-fields: true}}}
              decks:
                type: array
                x-kubernetes-list-type: map
                x-kubernetes-list-map-keys: [level, side]
                items:
                  type: object
                  required: [level]
                  properties: {level: {type: integer}, side: {type: string, default: port}}`;

/** The CRD and a boat with these fields in its spec. */
export const boat = (fields: string, metadata = 'name: x', version = 'v1'): string =>
  `${CRD}\n---\napiVersion: sea.test/${version}\nkind: Boat\nmetadata: {${metadata}}\nspec: {${fields}}\n`;
