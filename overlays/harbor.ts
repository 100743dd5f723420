import { mirror } from '../platform/registry';

/**
 * The company's Harbor: project `mirror` holds a copy of every image, readable without a login inside its network.
 * Harbor itself cannot be pulled from it.
 */
export const harbor = mirror('harbor.254carbon.com/mirror');
