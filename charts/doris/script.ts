import { QUERY_PORT } from './names';

/**
 * The verbs of the provisioning script, for `bash` and the `mysql` client; `FRONTENDS` is the host of the frontends,
 * `LOGINS` a folder of logins by name. Running it again changes nothing: a login that works is left alone, and databases
 * and grants may be there already. Secrets go through files and standard input, because arguments can be read by others
 * on the node; they are letters and digits.
 *
 * Doris starts with the users `root` and `admin` without a password, and only `root` may set its own. Servers enter
 * themselves as `root` without a password, or else by the login the operator mounts; the first backend makes that user.
 * Source: apache/doris, docker/runtime/fe/resource/fe_entrypoint.sh and be/resource/be_entrypoint.sh.
 */
export const PRELUDE = `umask 077
scratch=$(mktemp -d)

login() {
  printf '[client]\\nprotocol=tcp\\nconnect-timeout=5\\nhost=%s\\nport=${QUERY_PORT}\\nuser=%s\\npassword=%s\\n' \\
    "$FRONTENDS" "$2" "$3" > "$scratch/$1"
}

run() {
  mysql --defaults-file="$scratch/$1" --batch --skip-column-names
}

works() {
  echo 'SELECT 1;' | run "$1" > /dev/null 2>&1
}

user() {
  password=$(cat "$LOGINS/$1/password")
  login "$1" "$1" "$password"
  if ! works "$1"; then
    echo "CREATE USER IF NOT EXISTS '$1'@'%' IDENTIFIED BY '$password';
SET PASSWORD FOR '$1'@'%' = PASSWORD('$password');" | run root
  fi
}

database() {
  echo "CREATE DATABASE IF NOT EXISTS \\\`$1\\\`;" | run root
}

grant() {
  echo "GRANT $3 ON $2 TO '$1'@'%';" | run root
}

root=$(cat "$LOGINS/root/password")
login root root "$root"
login fresh root ''
tries=0
until works root; do
  if works fresh; then
    echo "SET PASSWORD FOR 'root'@'%' = PASSWORD('$root');" | run fresh
  else
    tries=$((tries + 1))
    if [ "$tries" -ge 60 ]; then
      echo 'root cannot log in: the frontends do not answer, or its password is another' >&2
      exit 1
    fi
    sleep 5
  fi
done

`;

/**
 * Keeps an Iceberg catalog of the lake, whose logins are below the folder `LAKE`. What was last set is told by a hash in its comment, since Doris masks secrets
 * when it shows them, and setting the same again would empty its caches.
 */
export const CATALOG = `catalog() {
  wanted=$(printf '%s' "$2" | sha256sum | cut --characters=1-16)
  case "$(echo "SHOW CREATE CATALOG $1;" | run root 2> /dev/null || true)" in
    *"$wanted"*) ;;
    *)
      echo "CREATE CATALOG IF NOT EXISTS $1 PROPERTIES ('type' = 'iceberg', $2);
ALTER CATALOG $1 SET PROPERTIES ($2);
ALTER CATALOG $1 MODIFY COMMENT '$wanted';" | run root ;;
  esac
}

`;
