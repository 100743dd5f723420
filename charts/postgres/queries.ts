/**
 * Our own measurements in the operator's format: rows that vacuum has not reclaimed yet, per database, seen on the
 * primary. Everything else we alert on is among the operator's default queries.
 * Source of the format: CloudNativePG 1.30, "Monitoring", user defined metrics.
 */
export const QUERIES = `pg_vacuum:
  primary: true
  query: |
    SELECT pg_catalog.current_database() AS datname
      , COALESCE(pg_catalog.sum(n_live_tup), 0) AS live_rows
      , COALESCE(pg_catalog.sum(n_dead_tup), 0) AS dead_rows
    FROM pg_catalog.pg_stat_user_tables
  target_databases: ['*']
  metrics:
    - datname:
        usage: LABEL
        description: Name of the database
    - live_rows:
        usage: GAUGE
        description: Estimated rows in use in all tables of the database
    - dead_rows:
        usage: GAUGE
        description: Estimated rows that are dead and not yet reclaimed in all tables of the database
`;
