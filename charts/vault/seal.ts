import type { Fields } from '../../manifest/types';
import { FOLDERS } from './names';

/** What opens a server after its start, and what it takes. */
export interface Seal {
  /** The stanza of the servers' configuration; empty where people open them. */
  readonly stanza: Fields;
  /** People open every server after every start. */
  readonly attended?: true;
  /** The key is generated in the cluster, and the servers initialise themselves. */
  readonly generated?: true;
  /** People make the Secret with the access to the key, unless the pod's own identity is enough. */
  readonly prepared?: true;
  /** Ports of the hosts that keep the key. */
  readonly ports: readonly number[];
  readonly env?: Readonly<Record<string, string>>;
}

type Form = readonly [form: RegExp, seal: (...parts: readonly string[]) => Seal];

/** What gives access to a key lies in files, whose names are all that is written here. */
const FORMS: readonly Form[] = [
  [/^shamir$/, () => ({ stanza: {}, attended: true, ports: [] })],
  [
    /^static$/,
    () => ({
      stanza: { seal: { static: { current_key_id: '1', current_key: `file://${FOLDERS.seal}/key` } } },
      generated: true,
      ports: [],
    }),
  ],
  [
    /^(arn:aws[a-z-]*:kms:([a-z0-9-]+):\d{12}:(?:key|alias)\/[\w/-]+)$/,
    (key = '', region = '') => ({
      stanza: { seal: { awskms: { region, kms_key_id: key } } },
      prepared: true,
      // On EKS an agent on port 80 of the node hands out the identity that may use the key. Source: EKS, Pod Identity.
      ports: [80, 443],
      env: { AWS_SHARED_CREDENTIALS_FILE: `${FOLDERS.seal}/credentials` },
    }),
  ],
  [
    /^(https:\/\/[a-z0-9.-]+(?::(\d+))?)\/([\w-]+(?:\/[\w-]+)*)\/([\w.-]+)$/,
    (address = '', port = '443', mount = '', key = '') => ({
      stanza: {
        seal: {
          transit: {
            address,
            mount_path: `${mount}/`,
            key_name: key,
            token: `file://${FOLDERS.seal}/token`,
            tls_ca_cert: `${FOLDERS.seal}/ca.crt`,
          },
        },
      },
      prepared: true,
      ports: [Number(port)],
    }),
  ],
];

/** What the setting must look like, as examples. */
export const SEAL_EXAMPLES =
  'one of shamir, arn:aws:kms:eu-central-1:123456789012:alias/vault, https://vault.example.com:8200/transit/vault, static';

/** Whether a setting describes a seal. */
export const isSeal = (setting: string): boolean => FORMS.some(([form]) => form.test(setting));

/**
 * The seal that a setting describes.
 * @throws RangeError where it describes none
 */
export function sealOf(setting: string): Seal {
  for (const [form, seal] of FORMS) {
    const [matched, ...parts] = form.exec(setting) ?? [];
    if (matched !== undefined) return seal(...parts);
  }
  throw new RangeError(`"${setting}" is no seal`);
}
