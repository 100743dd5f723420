import {
  CertificateSpecPrivateKeyAlgorithm as Algorithm,
  Certificate,
  CertificateSpecPrivateKeyRotationPolicy as Rotation,
  CertificateSpecUsages as Usage,
} from '../../imports/cert-manager.io';
import type { ServiceChart } from '../../platform/chart';
import { INTERNAL, TLS_SECRET, VAULT } from './names';

const CA = 'vault-ca';
const SELF_SIGNED = 'vault-self-signed';

/**
 * The servers' certificate and an authority of their own that signs nothing else. The authority keeps its key when it is
 * renewed, so that old and new certificates are good under both.
 */
export function certificates(chart: ServiceChart): void {
  issuer(chart, SELF_SIGNED, { selfSigned: {} });
  new Certificate(chart, 'certificate-ca', {
    metadata: { name: CA },
    spec: {
      secretName: CA,
      commonName: CA,
      isCa: true,
      duration: '87600h0m0s',
      renewBefore: '8760h0m0s',
      privateKey: { algorithm: Algorithm.ECDSA, size: 256, rotationPolicy: Rotation.NEVER },
      issuerRef: issuedBy(SELF_SIGNED),
    },
  });
  issuer(chart, CA, { ca: { secretName: CA } });
  new Certificate(chart, 'certificate-servers', {
    metadata: { name: TLS_SECRET },
    spec: {
      secretName: TLS_SECRET,
      commonName: VAULT,
      dnsNames: [...namesOf(VAULT), ...namesOf(`*.${INTERNAL}`), 'localhost'],
      ipAddresses: ['127.0.0.1'],
      usages: [Usage.DIGITAL_SIGNATURE, Usage.SERVER_AUTH],
      duration: '2160h0m0s',
      renewBefore: '720h0m0s',
      privateKey: { algorithm: Algorithm.ECDSA, size: 256, rotationPolicy: Rotation.ALWAYS },
      issuerRef: issuedBy(CA),
    },
  });
}

const issuer = (chart: ServiceChart, name: string, spec: object): void =>
  chart.object('cert-manager.io/v1', 'Issuer', { name }, { spec });

const issuedBy = (name: string) => ({ group: 'cert-manager.io', kind: 'Issuer', name });

/** Every way to write a name of this namespace. */
const namesOf = (name: string): string[] =>
  ['', `.${VAULT}`, `.${VAULT}.svc`, `.${VAULT}.svc.cluster.local`].map((rest) => `${name}${rest}`);
