import type { Labels } from '../../platform/service';

/** Name of the Elasticsearch object, which everything the operator makes is named after. */
export const CLUSTER = 'search';

/** The Service of the HTTP interface, and where our own pods find it. */
export const HTTP_SERVICE = `${CLUSTER}-es-http`;
export const URL = `https://${HTTP_SERVICE}.search.svc:9200`;

/** The Secret with the CA of the HTTP interface in `ca.crt`. Source: ECK v3.5.0, pkg/controller/common/certificates. */
export const CA_SECRET = `${CLUSTER}-es-http-certs-public`;

/** Labels the operator gives to every node. Source: ECK v3.5.0, pkg/controller/elasticsearch/label. */
export const NODES: Labels = {
  'common.k8s.elastic.co/type': 'elasticsearch',
  'elasticsearch.k8s.elastic.co/cluster-name': CLUSTER,
};
