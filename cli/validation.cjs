/** The class that cdk8s-cli loads for an entry of `validations`. It loads with `require` alone, so TypeScript comes later. */
exports.SlipwayValidation = class SlipwayValidation {
  #properties;

  /** @param properties those of the entry in cdk8s.yaml */
  constructor(properties) {
    this.#properties = properties;
  }

  /** @param context what cdk8s-cli hands to a plugin: the manifests and the report to fill in */
  async validate(context) {
    const { register } = await import('tsx/esm/api');
    register();
    const { validateManifests } = await import('./validation.ts');
    validateManifests(context, this.#properties);
  }
};
