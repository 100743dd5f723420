import type { ClaimCredential } from '../../platform/service';

/** How a consumer reaches Kafka: over TLS, with SCRAM-SHA-512 and a user of its own. */
export interface KafkaClient {
  /** `host:port` to bootstrap from. */
  readonly bootstrap: string;
  /** Name of the topic; `*` for a reader of all topics. */
  readonly topic: string;
  /** Name of the Secret with `username`, `password`, `ca.crt` and `client.properties`. */
  readonly secret: string;
}

const JAAS = [
  'org.apache.kafka.common.security.scram.ScramLoginModule required',
  'username="{{ .username }}" password="{{ .password }}";',
].join(' ');

const CA = '{{ index . "ca.crt" }}';

/**
 * What a Java client needs besides the bootstrap address, complete in one file. The CA is written into the file itself,
 * so that it works wherever the Secret is mounted; a properties file holds a text of several lines only with its line
 * ends escaped. Source: KIP-651 (PEM stores, Kafka 2.7); Trino reads such files by `kafka.config.resources`.
 */
const PROPERTIES = [
  'security.protocol=SASL_SSL',
  'sasl.mechanism=SCRAM-SHA-512',
  `sasl.jaas.config=${JAAS}`,
  'ssl.truststore.type=PEM',
  'ssl.truststore.certificates={{ index . "ca.crt" | trim | replace "\\n" "\\\\n" }}',
  '',
].join('\n');

/** The one login of a consumer, whatever and how many topics it claims. */
export const login: ClaimCredential<object> = {
  provider: { data: { password: '{{ .password }}' } },
  consumer: () => ({
    data: {
      username: '{{ .username }}',
      password: '{{ .password }}',
      'ca.crt': CA,
      'client.properties': PROPERTIES,
    },
  }),
  includes: ['ca'],
};
