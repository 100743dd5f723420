import { type Effect, type FieldTable, type FieldTables, quiet, unseen } from './effect';

const fields = (names: string, effect: Effect): FieldTable =>
  Object.fromEntries(names.split(/\s+/).map((name) => [`spec.${name}.**`, effect]));

const read = quiet(
  'The Secret is read again; pods see it as they see any changed Secret.',
  'Check that the readers find their keys.',
);
const written = quiet('What is written to the store changes at the next run.');
const store = quiet(
  'Secrets are read through the changed store from the next run.',
  'Watch that the store becomes Ready.',
);
const issued = quiet('The certificate is issued again; the old one serves until then.', 'Watch that it becomes Ready.');
const kept = quiet('Only renewals to come change.');
const issuer = quiet(
  'Certificates that exist stay; renewals to come use the changed issuer.',
  'Watch that the issuer becomes Ready.',
);

const elsewhere = unseen(
  'What the store holds at the other place, and whether it lets this cluster in, is not in this tree.',
  'Check before merging that every key is there; watch that the store becomes Ready.',
);
const stores = {
  ...fields('provider', elsewhere),
  ...fields('refreshInterval retrySettings controller conditions', store),
};
const ISSUER = fields('acme ca vault venafi selfSigned', issuer);

/** External Secrets and cert-manager. Sources: their CRDs; docs: ExternalSecret lifecycle, PushSecret, Certificate. */
export const secretsAndCertificates: FieldTables = {
  'external-secrets.io/ExternalSecret': fields(
    'data dataFrom refreshInterval refreshPolicy secretStoreRef target',
    read,
  ),
  'external-secrets.io/PushSecret': fields(
    'data dataTo deletionPolicy refreshInterval secretStoreRefs selector template updatePolicy',
    written,
  ),
  'external-secrets.io/SecretStore': stores,
  'external-secrets.io/ClusterSecretStore': stores,
  'generators.external-secrets.io/ClusterGenerator': fields('generator kind', written),
  'generators.external-secrets.io/Password': fields(
    'length digits symbols symbolCharacters noUpper allowRepeat encoding',
    written,
  ),
  'cert-manager.io/Certificate': {
    ...fields(
      `commonName dnsNames ipAddresses uris emailAddresses subject literalSubject issuerRef privateKey usages isCA
      keystores secretName secretTemplate additionalOutputFormats otherNames encodeUsagesInRequest nameConstraints
      signatureAlgorithm`,
      issued,
    ),
    ...fields('duration renewBefore renewBeforePercentage revisionHistoryLimit', kept),
  },
  'cert-manager.io/Issuer': ISSUER,
  'cert-manager.io/ClusterIssuer': ISSUER,
};
