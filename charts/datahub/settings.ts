import { bytes } from '../../manifest/quantity';
import { atLeast, type Check, type Checks, matching } from '../../platform/settings';

/** What an overlay may change about DataHub. */
export interface Settings {
  readonly gms: Gms;
  readonly frontend: Replicated;
  readonly actions: Actions;
  /** The two consumers that run beside the metadata service once there are several copies of it. */
  readonly consumers: Sized;
  /** Copies of every search index besides the first: 0 where the search engine has one node. */
  readonly indexCopies: number;
  /**
   * URL of the identity provider's OpenID configuration, which ends in `/.well-known/openid-configuration`. Empty: people
   * log in with passwords that DataHub keeps.
   */
  readonly oidc: string;
}

interface Sized {
  /** CPU each pod asks for. */
  readonly cpu: string;
  /** Memory of each pod; the heap is computed from it. */
  readonly memory: string;
}

interface Replicated extends Sized {
  readonly replicas: number;
}

interface Gms extends Replicated {
  /** Connections to the database that each pod may open. */
  readonly connections: number;
}

interface Actions extends Sized {
  /** Disk for what ingestion runs install and write. It goes with the pod. */
  readonly scratch: string;
}

/** A small highly available production: two metadata services and two frontends. */
export const defaults: Settings = {
  gms: { replicas: 2, cpu: '1000m', memory: '4Gi', connections: 30 },
  frontend: { replicas: 2, cpu: '250m', memory: '1400Mi' },
  actions: { cpu: '250m', memory: '2Gi', scratch: '10Gi' },
  consumers: { cpu: '500m', memory: '2Gi' },
  indexCopies: 1,
  oidc: '',
};

const amount =
  (least: string): Check =>
  (value) =>
    bytes(value) >= bytes(least) ? undefined : `at least ${least}`;

/** Below these amounts of memory DataHub's Java programs do not start. */
export const accepts: Checks<Settings> = {
  gms: { replicas: atLeast(1), memory: amount('1Gi'), connections: atLeast(5) },
  frontend: { replicas: atLeast(1), memory: amount('768Mi') },
  actions: { memory: amount('512Mi'), scratch: amount('1Gi') },
  consumers: { memory: amount('1Gi') },
  indexCopies: atLeast(0),
  oidc: matching(
    /^(https:\/\/\S+)?$/,
    'the URL of an OpenID configuration, like https://login.example.com/.well-known/openid-configuration',
  ),
};

/** With several metadata services each would schedule and run what only one may, so consumers run on their own. */
export const areConsumersApart = ({ gms }: Settings): boolean => gms.replicas > 1;
