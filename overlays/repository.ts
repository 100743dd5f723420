import type { Repository } from '../platform/overlay';

/** Where Argo CD finds what every overlay renders. The full ref spares its repository server loading all others. */
export const repository: Repository = {
  repoURL: 'https://github.com/254carbon/slipway.git',
  revision: 'refs/heads/main',
  path: 'dist',
};
