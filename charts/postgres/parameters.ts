import { bytes } from '../../manifest/quantity';
import type { Settings } from './settings';

const MEBIBYTE = 1024 * 1024;

/** PostgreSQL's `MB` are mebibytes. */
const megabytes = (amount: number): string => `${Math.max(1, Math.floor(amount))}MB`;

/**
 * Server parameters, computed from memory and log volume where they depend on them; the operator sets what replication
 * and archiving need. Source of the shares: PostgreSQL 18, "Resource Consumption" and "Write Ahead Log"; CloudNativePG
 * facts on `max_slot_wal_keep_size`.
 */
export function parameters({ memory, walStorage, connections }: Settings): Readonly<Record<string, string>> {
  const ram = bytes(memory) / MEBIBYTE;
  const wal = bytes(walStorage) / MEBIBYTE;
  return {
    checkpoint_timeout: '15min',
    effective_cache_size: megabytes(ram * 0.75),
    log_lock_waits: 'on',
    log_min_duration_statement: '1s',
    log_temp_files: '64MB',
    // Three vacuum workers may take it at once.
    maintenance_work_mem: megabytes(Math.min(ram / 16, 2048)),
    max_connections: String(connections),
    // A dead standby loses its slot before it fills the volume.
    max_slot_wal_keep_size: megabytes(wal / 2),
    max_wal_size: megabytes(wal / 4),
    min_wal_size: megabytes(wal / 16),
    // The operator loads the library and makes the extension in every database.
    'pg_stat_statements.max': '5000',
    'pg_stat_statements.track': 'top',
    random_page_cost: '1.1',
    shared_buffers: megabytes(ram / 4),
    track_io_timing: 'on',
    wal_compression: 'lz4',
    // A query may take it several times over: what the buffers leave, for a third of the connections each.
    work_mem: megabytes((ram * 0.75) / connections / 3),
  };
}
