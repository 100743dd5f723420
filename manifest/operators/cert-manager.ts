import type { Fields, Manifest } from '../types';
import type { MadeSecret, Makers } from './made';

const ISSUER_ANNOTATIONS = ['cert-manager.io/cluster-issuer', 'cert-manager.io/issuer'];

const KEYSTORES: Readonly<Record<string, readonly string[]>> = {
  jks: ['keystore.jks', 'truststore.jks'],
  pkcs12: ['keystore.p12', 'truststore.p12'],
};

const FORMATS: Readonly<Record<string, string>> = { CombinedPEM: 'tls-combined.pem', DER: 'key.der' };

const certificateSecret = (name: string, spec: Fields): MadeSecret => ({
  name,
  type: 'kubernetes.io/tls',
  keys: [
    'tls.crt',
    'tls.key',
    'ca.crt',
    ...Object.keys(spec?.keystores ?? {}).flatMap((store) => KEYSTORES[store] ?? []),
    ...(spec?.additionalOutputFormats ?? []).flatMap((format: Fields) => FORMATS[format?.type] ?? []),
  ],
});

const issuesForIngress = ({ metadata }: Manifest): boolean =>
  ISSUER_ANNOTATIONS.some((name) => metadata.annotations?.[name] !== undefined);

/** cert-manager: the Secrets of its Certificates, also of those it derives from annotated Ingresses. Source: its docs, Usage. */
export const certManager: Makers = {
  'cert-manager.io/Certificate': ({ spec }) => ({
    secrets: spec?.secretName ? [certificateSecret(spec.secretName, spec)] : [],
  }),
  'networking.k8s.io/Ingress': (manifest) => ({
    secrets: issuesForIngress(manifest)
      ? (manifest.spec?.tls ?? []).flatMap(({ secretName }: Fields) =>
          secretName ? [certificateSecret(secretName, {})] : [],
        )
      : [],
  }),
};
