import { type Check, type Checks, odd, oneOf } from '../../platform/settings';
import { isSeal, SEAL_EXAMPLES } from './seal';

/** What an overlay may change about Vault. */
export interface Settings {
  /** Whose server runs: HashiCorp's (BUSL 1.1) or OpenBao's (MPL 2.0). Not to be changed once there is data. */
  readonly flavour: 'vault' | 'openbao';
  /** Servers, each with a full copy: 1, 3 or 5. */
  readonly replicas: number;
  /**
   * What opens the servers after a start: `shamir` (people do), the ARN of a key or alias of AWS KMS, the URL of a key in
   * another Vault's transit engine (`https://host:port/mount/key`), or `static` (OpenBao only: a key the cluster keeps,
   * which also has it initialise itself).
   */
  readonly seal: string;
  /** CPU each server asks for. */
  readonly cpu: string;
  /** Memory of each server. */
  readonly memory: string;
  /** Volume of each server for everything it keeps. */
  readonly storage: string;
  /** Volume of each server for its audit log, eight tenths of which are kept. */
  readonly auditStorage: string;
}

/** A highly available installation that people unseal. */
export const settings: Settings = {
  flavour: 'vault',
  replicas: 3,
  seal: 'shamir',
  cpu: '500m',
  memory: '1Gi',
  storage: '10Gi',
  auditStorage: '10Gi',
};

const seal: Check = (value) => (isSeal(value) ? undefined : SEAL_EXAMPLES);

export const accepts: Checks<Settings> = { flavour: oneOf('vault', 'openbao'), replicas: odd, seal };
