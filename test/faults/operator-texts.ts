/** A PostgreSQL of three instances. */
export const CLUSTER = `
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: pg, namespace: store}
spec: {instances: 3}`;
/** A Kafka without nodes. */
export const KAFKA = `
apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata: {name: bus, namespace: store}
spec: {kafka: {listeners: []}}`;
/** Nodes of that Kafka, in the roles given. */
export const pool = (name: string, roles: string): string => `
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata: {name: ${name}, namespace: store, labels: {strimzi.io/cluster: bus}}
spec: {replicas: 3, roles: [${roles}]}`;
