import { type Effect, type FieldTable, type FieldTables, quiet, refused, restarts } from './effect';

const operator = quiet('The operator follows by itself.');
const nodes = restarts('Nodes restart one after another, as shards stay available.');
const instances = restarts('The pods are replaced one after another.');
const KEPT = 'Add a set of nodes under a new name, and take the old one out when its data has moved.';

const fields = (prefix: string, names: string, effect: Effect): FieldTable =>
  Object.fromEntries(names.split(/\s+/).map((name) => [`${prefix}.${name}.**`, effect]));

/** Source: ECK, pkg/controller/elasticsearch/validation: only the requested storage of a claim may change, and only grow. */
const elasticsearch: FieldTable = {
  'spec.nodeSets.[].volumeClaimTemplates.[].spec.resources.requests.storage': quiet('The volumes grow while in use.'),
  'spec.nodeSets.[].volumeClaimTemplates.**': refused('Volume claim templates of a node set cannot change.', KEPT),
  'spec.nodeSets.[].count': operator,
  'spec.nodeSets.[].config.**': nodes,
  'spec.nodeSets.[].podTemplate.**': nodes,
  'spec.nodeSets.[].name': operator,
  'spec.nodeSets.[]': operator,
  ...fields('spec', 'version image secureSettings serviceAccountName transport', nodes),
  ...fields(
    'spec',
    'auth http updateStrategy volumeClaimDeletePolicy podDisruptionBudget monitoring remoteClusters revisionHistoryLimit',
    operator,
  ),
};

const kibana = {
  ...fields(
    'spec',
    'version image config podTemplate secureSettings elasticsearchRef http serviceAccountName',
    instances,
  ),
  ...fields('spec', 'count revisionHistoryLimit monitoring', operator),
};

const part = (name: string): FieldTable => {
  const rolls = restarts('The pods of this part are replaced one after another.', `spec.${name}`);
  return {
    [`spec.${name}.replicas`]: operator,
    [`spec.${name}.electionNumber`]: operator,
    [`spec.${name}.persistentVolumes.[].persistentVolumeClaimSpec.resources.requests.storage`]: quiet(
      'The volumes grow while in use, if their class allows it.',
    ),
    [`spec.${name}.persistentVolumes.**`]: refused('Volumes of a Doris node cannot change, only grow.', KEPT),
    [`spec.${name}.service.**`]: operator,
    ...fields(
      `spec.${name}`,
      `affinity annotations claims configMapInfo configMap containerSecurityContext envVars hostAliases image
      imagePullSecrets limits nodeSelector podLabels readinessProbePolicy requests securityContext serviceAccount
      skipDefaultSystemInit startTimeout systemInitialization tolerations secrets terminationGracePeriodSeconds
      livenessProbe startProbe enableWorkloadGroup liveTimeout`,
      rolls,
    ),
  };
};

/** ECK and the Doris operator. Sources: their CRDs; ECK docs: update strategy, volume claim templates. */
export const searchAndWarehouse: FieldTables = {
  'elasticsearch.k8s.elastic.co/Elasticsearch': elasticsearch,
  'kibana.k8s.elastic.co/Kibana': kibana,
  'doris.selectdb.com/DorisCluster': {
    ...part('feSpec'),
    ...part('beSpec'),
    ...part('cnSpec'),
    ...part('brokerSpec'),
    'spec.enableRestartWhenConfigChange': operator,
    'spec.authSecret': instances,
    'spec.adminUser.**': operator,
  },
};
