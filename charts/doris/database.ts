/** Databases every Doris has. */
const SERVERS_OWN = ['mysql'];

/**
 * The name of a database that may be claimed.
 * @throws RangeError where it is taken or ill-formed
 */
export function databaseName(name: string): string {
  if (SERVERS_OWN.includes(name)) throw new RangeError(`database "${name}" is reserved; claim one of another name`);
  if (!/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name))
    throw new RangeError(`database "${name}" must be a lower-case word of at most 63 letters, digits and dashes`);
  return name;
}
