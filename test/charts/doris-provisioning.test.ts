import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { frontendConfig } from '../../charts/doris/config';
import { scriptOf } from '../../charts/doris/provisioning';
import { defaults } from '../../charts/doris/settings';
import type { Claim } from '../../platform/service';

/** Stands for `mysql`: lets in who knows the password, writes down what is changed, and keeps passwords and comment. */
const MYSQL = `#!/bin/bash
file=\${1#--defaults-file=}
user=$(sed -n 's/^user=//p' "$file")
if ! [ -f "$STATE/user-$user" ] || [ "$(cat "$STATE/user-$user")" != "$(sed -n 's/^password=//p' "$file")" ]; then
  echo 'ERROR 1045 (28000): Access denied' >&2
  exit 1
fi
while read -r line; do
  case "$line" in
    SELECT*) ;;
    SHOW*) cat "$STATE/comment" || exit 1 ;;
    *) printf '%s\\n' "$user: $line" >> "$STATE/statements" ;;
  esac
  set -- $(sed -nE "s/^(SET PASSWORD FOR|CREATE USER IF NOT EXISTS) '([a-z]+)'.*'([^']*)'\\)?;/\\2 \\3/p" <<< "$line")
  if [ $# -gt 0 ]; then printf '%s' "$2" > "$STATE/user-$1"; fi
  sed -n "s/.*MODIFY COMMENT '\\(.*\\)';/\\1/p" <<< "$line" > "$STATE/new"
  if [ -s "$STATE/new" ]; then mv "$STATE/new" "$STATE/comment"; fi
done
`;

const BIN = 'bin';
const STATE = 'state';
const LOGINS = 'logins';
const LAKE = 'lake';

let folder = '';
const at = (...path: readonly string[]): string => join(folder, ...path);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doris-'));
  for (const name of [BIN, STATE, join(LAKE, 'warehouse'), join(LAKE, 'files')])
    mkdirSync(at(name), { recursive: true });
  writeFileSync(at(BIN, 'mysql'), MYSQL);
  chmodSync(at(BIN, 'mysql'), 0o755);
  // A new Doris knows these two, without a password.
  for (const user of ['root', 'admin']) writeFileSync(at(STATE, `user-${user}`), '');
  for (const user of ['root', 'admin', 'keeper', 'shop']) login(user, `${user}1`);
  writeFileSync(at(LAKE, 'warehouse', 'credential'), 'id:one');
  writeFileSync(at(LAKE, 'files', 'access-key'), 'key');
  writeFileSync(at(LAKE, 'files', 'secret-key'), 'secret');
});
afterEach(() => rmSync(folder, { recursive: true }));

function login(user: string, password: string): void {
  mkdirSync(at(LOGINS, user), { recursive: true });
  writeFileSync(at(LOGINS, user, 'password'), password);
}

const claim: Claim = { kind: 'database', name: 'sales', consumer: 'shop', user: 'shop', secret: '', detail: {} };
const OPTIONS = {
  claims: [claim],
  image: '',
  logins: { root: '', admin: '', keeper: '' },
  registrar: 'keeper',
  lake: {
    warehouse: { uri: 'http://c/api', tokenUri: 'http://c/token', scope: 'ALL', warehouse: 'lake', secret: '' },
    files: { endpoint: 'http://s3', bucket: 'lake', region: 'r', pathStyle: true, secret: '' },
  },
};

/** Runs the script and returns what it changed, and as whom. */
async function run(): Promise<readonly string[]> {
  writeFileSync(at('provision.sh'), scriptOf(OPTIONS));
  writeFileSync(at(STATE, 'statements'), '');
  await promisify(execFile)('bash', ['-eu', '-o', 'pipefail', at('provision.sh')], {
    timeout: 10_000,
    env: {
      PATH: `${at(BIN)}:${process.env.PATH}`,
      FRONTENDS: 'doris',
      STATE: at(STATE),
      LOGINS: at(LOGINS),
      LAKE: at(LAKE),
    },
  });
  return readFileSync(at(STATE, 'statements'), 'utf8').trim().split('\n');
}

const passwordOf = (user: string): string => readFileSync(at(STATE, `user-${user}`), 'utf8');
const GRANTS = [
  "root: GRANT NODE_PRIV ON *.*.* TO 'keeper'@'%';",
  'root: CREATE DATABASE IF NOT EXISTS `sales`;',
  "root: GRANT SELECT_PRIV, LOAD_PRIV, ALTER_PRIV, CREATE_PRIV, DROP_PRIV, SHOW_VIEW_PRIV ON internal.`sales`.* TO 'shop'@'%';",
];

test('a new Doris gets passwords, users, databases and the lake; again only what never hurts', async () => {
  const first = await run();
  expect(first[0]).toBe("root: SET PASSWORD FOR 'root'@'%' = PASSWORD('root1');");
  expect(first).toEqual(expect.arrayContaining(GRANTS));
  expect(first.at(-3)).toContain("'iceberg.rest.oauth2.credential' = 'id:one'");
  expect(['root', 'admin', 'keeper', 'shop'].map(passwordOf)).toEqual(['root1', 'admin1', 'keeper1', 'shop1']);
  expect(await run()).toEqual(GRANTS);
});

test('what was replaced in the secret store is set, and nothing else', async () => {
  await run();
  login('shop', 'shop2');
  const statements = await run();
  expect(statements.filter((line) => !GRANTS.includes(line))).toEqual([
    "root: CREATE USER IF NOT EXISTS 'shop'@'%' IDENTIFIED BY 'shop2';",
    "root: SET PASSWORD FOR 'shop'@'%' = PASSWORD('shop2');",
  ]);
  writeFileSync(at(LAKE, 'warehouse', 'credential'), 'id:two');
  expect((await run()).filter((line) => line.startsWith('root: ALTER CATALOG lake SET'))).toHaveLength(1);
});

test('a failing statement fails the run', async () => {
  writeFileSync(at(STATE, 'user-root'), 'root1');
  writeFileSync(at(BIN, 'mysql'), MYSQL.replace('case "$line" in', 'case "$line" in\n    GRANT*) exit 1 ;;'));
  await expect(run()).rejects.toThrow();
});

test('the start script finds the heap in the configuration', async () => {
  writeFileSync(at('fe.conf'), frontendConfig(defaults));
  // What the image's start script does with a line in capitals.
  const READ = `DORIS_HOME=/doris; while read -r line; do
    line=$(sed 's/[[:blank:]]*=[[:blank:]]*/=/g' <<< "$line" | grep -E '^[[:upper:]]([[:upper:]]|_|[[:digit:]])*=' || true)
    line=$(eval "echo $line")
    if [[ "$line" == *=* ]]; then eval 'export "$line"'; fi
  done < "$1"; printf '%s\\n' "$LOG_DIR" "$JAVA_OPTS_FOR_JDK_17"`;
  const { stdout } = await promisify(execFile)('bash', ['-euc', READ, 'bash', at('fe.conf')]);
  const [logs, options] = stdout.split('\n');
  expect(logs).toBe('/doris/log');
  expect(options?.split(' ')).toEqual(
    expect.arrayContaining(['-Xmx2457m', '--add-opens=java.base/java.nio=ALL-UNNAMED']),
  );
});
