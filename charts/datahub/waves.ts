/**
 * Sync waves of DataHub's parts. The blocking update is in wave 0: what runs must never be newer than the tables and
 * indices it works on.
 */
export const RUN = 1;
/** What asks the metadata service of the same release. */
export const AFTER_RUN = 2;
