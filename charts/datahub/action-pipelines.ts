import type { Topics } from './topics';
import { REGISTRY } from './variables';

type Json = Readonly<Record<string, unknown>>;

/**
 * The pipelines of Actions, in JSON, which is YAML too. The image's own know no way to log in at Kafka. What is written
 * `${…}` is replaced by the program from its environment; the name of a pipeline is its consumer group. Source: DataHub,
 * docs/actions (sources/kafka-event-source.md, actions/executor.md).
 */
export const pipelines = (topics: Topics, ca: string): Readonly<Record<string, string>> => ({
  'executor.yaml': pipeline('datahub-executor', topics, ca, {
    filter: {
      event_type: 'MetadataChangeLogEvent_v1',
      event: {
        entityType: 'dataHubExecutionRequest',
        changeType: 'UPSERT',
        aspectName: ['dataHubExecutionRequestInput', 'dataHubExecutionRequestSignal'],
        aspect: { value: { executorId: 'default' } },
      },
    },
    action: { type: 'executor', config: { executor_id: 'default' } },
  }),
  'documentation.yaml': pipeline('datahub-documentation', topics, ca, {
    action: { type: 'doc_propagation', config: { columns_enabled: true } },
  }),
});

const pipeline = (name: string, topics: Topics, ca: string, rest: Json): string =>
  `${JSON.stringify({ name, source: source(topics, ca), ...rest, datahub: DATAHUB }, null, 2)}\n`;

const source = ({ changes, events }: Topics, ca: string): Json => ({
  type: 'kafka',
  config: {
    connection: {
      bootstrap: changes.bootstrap,
      schema_registry_url: REGISTRY,
      consumer_config: {
        'security.protocol': 'SASL_SSL',
        'sasl.mechanism': 'SCRAM-SHA-512',
        'sasl.username': variable('KAFKA_USERNAME'),
        'sasl.password': variable('KAFKA_PASSWORD'),
        'ssl.ca.location': ca,
      },
    },
    topic_routes: { mcl: changes.topic, pe: events.topic },
  },
});

const variable = (name: string): string => `\${${name}}`;

const DATAHUB: Json = {
  server: REGISTRY.replace('/schema-registry/api/', ''),
  extra_headers: {
    Authorization: `Basic ${variable('DATAHUB_SYSTEM_CLIENT_ID')}:${variable('DATAHUB_SYSTEM_CLIENT_SECRET')}`,
  },
};
